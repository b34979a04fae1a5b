/**
 * Java: a facade {@code XNet} for the user, and a class {@code XNet512}, {@code XNet256}, {@code
 * XNet128}, {@code XNet0} of kernels and drivers for each width. JavaPoet makes the shells; the
 * bodies of kernels are text, one statement a line.
 */
package dev.lanewise.processor.target.java;
