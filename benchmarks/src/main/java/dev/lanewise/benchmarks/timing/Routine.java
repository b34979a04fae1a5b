package dev.lanewise.benchmarks.timing;

/**
 * Work to be timed. The loop lives inside, in a class of the contender's own, so that the call
 * through this interface is paid once a round and the compiler sees one callee in the loop.
 */
@FunctionalInterface
public interface Routine {

  /** Does the work {@code times} times over. */
  void repeat(int times);
}
