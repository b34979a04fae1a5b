/**
 * What ops that slide a window over an image share: reading the geometry, and layouts with the
 * borders that readers find their padding in.
 */
package dev.lanewise.processor.ops.window;
