/**
 * The same tensor in another layout, {@code PackOp}: the user's order to the order of vectors and
 * back, weights to panels, and parts of an image to their place in the whole. One class for each
 * way there is, the first that leads from the one layout to the other.
 */
package dev.lanewise.processor.graph.pack;
