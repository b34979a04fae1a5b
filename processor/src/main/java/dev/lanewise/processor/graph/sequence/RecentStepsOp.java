package dev.lanewise.processor.graph.sequence;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.RowAlgorithm;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.Index;
import java.util.List;

/**
 * The last steps of a {@link PushStepOp ring}, some of them apart, in the order of time: {@code
 * [B][P][F] -> [B][count][F]}.
 *
 * @param distance from one to the next
 */
public record RecentStepsOp(int count, int distance) implements Op {
  @Override
  public String mnemonic() {
    return "recent_steps";
  }

  @Override
  public String attributes() {
    return count + (distance == 1 ? "" : ", " + distance + " apart");
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType ring = inputs.getFirst();
    return List.of(ring.withSample(List.of(new Dim(count, Axis.TIME), ring.last())));
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Gather());
  }

  private static final class Gather implements RowAlgorithm {
    @Override
    public String name() {
      return "steps of a ring";
    }

    @Override
    public void lower(Lowering l) {
      RecentStepsOp op = (RecentStepsOp) l.node().op();
      Home ring = l.input(0);
      Home y = l.result(0);
      List<Integer> shape = l.node().input(0).type().sampleShape();
      int steps = shape.getFirst();
      int features = shape.getLast();
      l.eachRow(row ->
          l.driver()
              .loop(
                  "tap",
                  op.count,
                  tap -> {
                    Index oldest = l.passed().plus(steps - (op.count - 1) * op.distance);
                    Index at = oldest.plus(tap.times(op.distance)).mod(steps);
                    l.driver()
                        .copy(
                            ring.buffer(),
                            ring.row(row).plus(at.times(features)),
                            y.buffer(),
                            y.row(row).plus(tap.times(features)),
                            Index.of(features));
                  }));
    }
  }
}
