/**
 * The same tensor in another layout, {@code PackOp}: the user's order to the order of vectors and
 * back, weights to panels, and parts of an image to their place in the whole. One class for each
 * way there is, the first that leads from the one layout to the other.
 *
 * <p>Weights stored as bfloat16 are rounded by {@code RoundOp}, and packed in pairs: two vectors in
 * the place of one, {@code x << 16} the first and {@code x & 0xffff0000} the second ({@code
 * Bfloat16}).
 */
package dev.lanewise.processor.graph.pack;
