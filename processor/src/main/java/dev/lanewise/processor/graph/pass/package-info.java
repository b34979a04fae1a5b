/**
 * Passes: functions from a graph to a new graph or plan, each headed by an example of before and
 * after.
 */
package dev.lanewise.processor.graph.pass;
