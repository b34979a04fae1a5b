package dev.lanewise.processor.graph;

/** An algorithm that computes each row from the same row of its batched inputs. */
public interface RowAlgorithm extends Algorithm {
  @Override
  default String name() {
    return "rows";
  }

  @Override
  default Parallel parallel(Node node) {
    return Parallel.ROWS;
  }
}
