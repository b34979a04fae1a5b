package dev.lanewise.processor;

import dev.lanewise.processor.frontend.Truncation;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.pass.KeepStates;
import dev.lanewise.processor.graph.pass.PrepareScans;
import dev.lanewise.processor.graph.pass.SplitScans;
import dev.lanewise.processor.graph.pass.TruncateTime;
import dev.lanewise.processor.ops.random.CutsOp;
import dev.lanewise.processor.ops.recurrent.TruncateOp;
import dev.lanewise.processor.ops.shape.ConcatOp;
import dev.lanewise.processor.ops.shape.SliceOp;

/**
 * How a model is trained through time: the passes over its loops, before these keep what their
 * gradients need. A window of k1 steps of which k2 count is split behind what it begins with, and
 * its gradients end there; one of k2 steps of which the next begins k1 later is split behind these,
 * and the state between is kept.
 */
final class ThroughTime {
  private ThroughTime() {}

  /** Cuts at random come first: their numbers are those of the steps of a whole window. */
  static Graph truncated(Graph forward, Truncation truncation) {
    Graph graph = truncation.isRandom() ? cut(forward, truncation.probability()) : forward;
    if (truncation.keptAt() > 0) {
      graph = SplitScans.run(graph, truncation.keptAt(), false, new Ops());
    }
    if (truncation.stateful()) {
      graph = KeepStates.run(graph);
    }
    return truncation.undifferentiated() > 0
        ? SplitScans.run(graph, truncation.undifferentiated(), true, new Ops())
        : graph;
  }

  private static Graph cut(Graph graph, double p) {
    return TruncateTime.run(
        graph,
        (scan, rows, time, like) -> new CutsOp(scan, p, rows, time, like.dtype()),
        TruncateOp::new);
  }

  /** The same with gradients, without what loops keep of steps that none goes back through. */
  static Graph pruned(Graph train, Truncation truncation) {
    return truncation.undifferentiated() > 0 ? PrepareScans.run(train) : train;
  }

  private static final class Ops implements SplitScans.Ops {
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
  }
}
