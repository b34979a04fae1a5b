package dev.lanewise.processor.graph;

/** Nothing is computed, and nothing moves: the result is where the first input is. */
public interface ViewAlgorithm extends RowAlgorithm {
  @Override
  default String name() {
    return "view";
  }

  @Override
  default boolean isView(Node node) {
    return true;
  }

  @Override
  default void lower(Lowering lowering) {
    throw new IllegalStateException("a view is not computed");
  }
}
