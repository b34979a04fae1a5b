/**
 * Three kernels twice: written by hand, as good generated code should look, and built with the
 * processor's loop builder. The loop representation is good enough when what comes out of it gives
 * the same results and runs at 95% or more of the hand-written speed.
 */
package dev.lanewise.benchmarks.gate;
