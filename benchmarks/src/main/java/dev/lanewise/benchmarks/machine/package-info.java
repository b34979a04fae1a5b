/**
 * What the machine can do: loops that only compute and loops that only read, the yardsticks for
 * every kernel. Both use the preferred vector width; {@code -XX:MaxVectorSize=32} or {@code 16}
 * shows the narrower ones.
 */
package dev.lanewise.benchmarks.machine;
