package dev.lanewise.processor.graph.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.processor.graph.Composite;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.scan.ScanOp;
import dev.lanewise.processor.ops.ConstantOp;
import dev.lanewise.processor.ops.arithmetic.AddOp;
import dev.lanewise.processor.ops.recurrent.TruncateOp;
import dev.lanewise.processor.ops.shape.ConcatOp;
import dev.lanewise.processor.ops.shape.SliceOp;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loops in two halves: what crosses from one to the other, and what goes back. */
class SplitScansTest {
  private static final SplitScans.Ops OPS =
      new SplitScans.Ops() {
        @Override
        public Op slice(int from, int to) {
          return new SliceOp(0, from, to, 1);
        }

        @Override
        public Op join() {
          return new ConcatOp(0);
        }

        @Override
        public Op truncate() {
          return new TruncateOp();
        }
      };

  /** Two layers over seven steps, learned from at the last. */
  private static Graph forward() {
    Graph whole =
        Passes.frontend(
            """
            @Model(batch = 4) interface Deep { @SequenceInput(length = 7, features = 3) Tensor x();
              @Label(5) Tensor target();
              @Lstm(units = 5, layers = 2, returnSequence = false) @Output Tensor y(Tensor x);
              @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target); }
            """);
    Graph losses = Prune.run(whole, output -> output.role() == Role.LOSS);
    return Expand.run(losses, Composite.Mode.TRAINING);
  }

  private static Graph split(boolean truncated) {
    Graph halves = SplitScans.run(forward(), 3, truncated, OPS);
    return Autodiff.run(PrepareScans.run(halves, AddOp::new), AddOp::new, ConstantOp::new);
  }

  private static List<ScanOp> scans(Graph graph) {
    return graph.nodes().stream()
        .map(Node::op)
        .filter(op -> op instanceof ScanOp)
        .map(op -> (ScanOp) op)
        .toList();
  }

  private static List<Integer> steps(Graph graph, boolean back) {
    return scans(graph).stream().filter(s -> s.reverse() == back).map(ScanOp::steps).toList();
  }

  @Test
  void bothHalvesGoBackWhereTheStateBetweenIsOnlyKept() {
    assertEquals(List.of(3, 4, 3, 4), steps(split(false), false));
    assertEquals(List.of(4, 3, 4, 3), steps(split(false), true));
  }

  @Test
  void whatIsTruncatedHasNoWayBackAndSavesNothing() {
    Graph graph = PrepareScans.run(split(true));
    assertEquals(List.of(3, 4, 3, 4), steps(graph, false));
    assertEquals(List.of(4, 4), steps(graph, true));
    // Of the first layer its outputs, which the second one reads.
    assertEquals(1, scans(graph).get(0).stackedResults());
    assertEquals(0, scans(graph).get(2).stackedResults());
  }

  /** The second layer's halves read the first one's as they are. */
  @Test
  void layersBehindEachOtherAreNotJoinedBetween() {
    Graph halves = Prune.run(SplitScans.run(forward(), 3, true, OPS), output -> true);
    long slices = halves.nodes().stream().filter(n -> n.op() instanceof SliceOp).count();
    // One for each half of each layer's products with its inputs, which are of all steps at once.
    assertEquals(4, slices);
  }
}
