/**
 * The models that are measured, and their numbers in a form that both sides of a comparison read.
 */
package dev.lanewise.benchmarks.models;
