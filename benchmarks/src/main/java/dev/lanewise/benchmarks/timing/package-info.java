/**
 * How this module measures: contenders take turns in short rounds within one run, so that whatever
 * else the machine does hits all of them alike, and medians with bootstrap intervals are reported.
 * No benchmark framework is needed here, and none is used: a harness that runs its contenders one
 * after the other in separate processes cannot interleave them.
 */
package dev.lanewise.benchmarks.timing;
