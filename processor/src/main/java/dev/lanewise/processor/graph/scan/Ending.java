package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.pack.PackOp;
import dev.lanewise.processor.graph.sequence.FoldOp;
import dev.lanewise.processor.graph.sequence.UnfoldOp;
import dev.lanewise.processor.loop.DriverBuilder;
import dev.lanewise.processor.loop.Index;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A loop that a single sample may leave where it ends: behind that all its states stay what they
 * are, and all its sequences are zero. Backwards, it begins there.
 *
 * @param steps how many the sample has
 * @param reverse whether the first iteration is the last step
 */
public record Ending(Value steps, boolean reverse) {
  /**
   * The ending of a loop, if it has one for all that runs in it.
   *
   * @param loop its nodes
   */
  public static Optional<Ending> of(List<Node> loop) {
    Set<Optional<Ending>> found = new HashSet<>();
    for (Node node : loop) {
      switch (node.op()) {
        case NextOp next -> found.add(held(node.input(1), Optional.of(node.input(0))));
        case StackOp stack -> found.add(held(node.input(0), Optional.empty()));
        default -> {}
      }
    }
    return found.size() == 1 ? found.iterator().next() : Optional.empty();
  }

  /**
   * Writes what one sample's sequence is behind its end.
   *
   * @param steps in full
   */
  public static void clear(DriverBuilder driver, Home sequence, int steps, Index end) {
    int size = sequence.layout().size();
    Index from = sequence.start().at().plus(end.times(size / steps));
    driver.clear(sequence.buffer(), from, end.times(-size / steps).plus(size));
  }

  /**
   * @param rest what the value is behind the end; zero where there is nothing
   */
  private static Optional<Ending> held(Value value, Optional<Value> rest) {
    Node select = made(value).node();
    boolean ends =
        select.op() instanceof Ends.Select op
            && op.positive()
            && select.inputs().stream().skip(2).map(Ending::made).findFirst().equals(rest);
    return ends ? step(select.input(0)) : Optional.empty();
  }

  private static Optional<Ending> step(Value number) {
    Node step = made(number).node();
    if (!(step.op() instanceof StepOp op)) {
      return Optional.empty();
    }
    Node valid = rows(step.input(0)).node();
    return valid.op() instanceof Ends.Valid && valid.inputs().size() == 1
        ? Optional.of(new Ending(valid.input(0), op.reverse()))
        : Optional.empty();
  }

  /** Before it was put elsewhere. */
  private static Value made(Value value) {
    return value.node().op() instanceof PackOp ? made(value.node().input(0)) : value;
  }

  private static Value rows(Value sequence) {
    return switch (sequence.node().op()) {
      case UnfoldOp unfold -> rows(sequence.node().input(0));
      case FoldOp fold -> rows(sequence.node().input(0));
      case PackOp pack -> rows(sequence.node().input(0));
      default -> sequence;
    };
  }
}
