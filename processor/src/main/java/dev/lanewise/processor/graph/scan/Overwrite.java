package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import java.util.List;

/** Puts the second input where the first one is, unless it was made there. */
final class Overwrite extends CopyRows {
  private final String name;

  Overwrite(String name) {
    this.name = name;
  }

  /**
   * The type of what is overwritten.
   *
   * @throws IllegalArgumentException if the other value does not fit in its place
   */
  static TensorType typeOf(String mnemonic, List<TensorType> inputs) {
    TensorType before = inputs.get(0);
    TensorType after = inputs.get(1);
    // What axes mean may differ: of an image, and of what was computed of it.
    if (!before.shape().equals(after.shape()) || before.dtype() != after.dtype()) {
      throw new IllegalArgumentException(mnemonic + " of " + inputs);
    }
    return before;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean overwrites(Node node) {
    return true;
  }

  @Override
  public List<Layout> results(Node node, List<Layout> inputs, Context context) {
    return List.of(inputs.getFirst());
  }

  @Override
  public void lower(Lowering l) {
    Home from = l.input(1);
    Home to = l.result(0);
    // Where it was made in place, the two may differ in what is known of their pads.
    boolean there =
        from.buffer().equals(to.buffer())
            && from.start().equals(to.start())
            && from.layout().samePlaces(to.layout());
    if (!there) {
      copy(l, from, to);
    }
  }
}
