/**
 * The rivals, each used the way its own documentation recommends for speed. Nothing outside of the
 * {@code peers} profile reads this package.
 */
package dev.lanewise.benchmarks.peer;
