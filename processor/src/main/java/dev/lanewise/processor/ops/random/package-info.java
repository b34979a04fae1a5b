/**
 * What draws random numbers in training. They are computed where they are needed, forward and again
 * backward, and never stored.
 */
package dev.lanewise.processor.ops.random;
