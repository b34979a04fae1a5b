/** Lanewise against its peers: agreement first, then times, taken in turns within one run. */
package dev.lanewise.benchmarks.compare;
