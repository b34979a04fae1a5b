/**
 * The hand-written kernels of the gate in loop IR, by the loop builder alone: no model, no graph.
 * Lanes, register tiles and layouts follow the target, so each class here stands for four programs.
 */
package dev.lanewise.benchmarks.gate.loops;
