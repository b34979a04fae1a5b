/**
 * What a comparison prints and writes: a line a row for people and scripts, JSON for the record.
 */
package dev.lanewise.benchmarks.report;
