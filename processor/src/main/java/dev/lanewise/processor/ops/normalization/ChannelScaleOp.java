package dev.lanewise.processor.ops.normalization;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.ops.VectorTail;
import java.util.ArrayList;
import java.util.List;

/**
 * A normalisation by known statistics as {@code y = x s + t}: inputs mean and variance, and weight
 * and bias where there are such; results {@code s = weight / sqrt(variance + eps)} and {@code t =
 * bias - mean s}.
 */
record ChannelScaleOp(double eps) implements Op {
  @Override
  public String mnemonic() {
    return "channel_scale";
  }

  @Override
  public String attributes() {
    return Double.toString(eps);
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return inputs.subList(0, 2);
  }

  @Override
  public List<Algorithm> algorithms() {
    return List.of(new Channels());
  }

  private static final class Channels implements Algorithm {
    @Override
    public String name() {
      return "channels";
    }

    @Override
    public Parallel parallel(Node node) {
      return Parallel.SERIAL;
    }

    @Override
    public void lower(Lowering l) {
      DType type = l.result(0).buffer().dtype();
      KernelBuilder k = l.kernel("channelScale");
      Place mean = k.place("mean", type);
      Place variance = k.place("variance", type);
      List<Place> places = new ArrayList<>(List.of(l.input(0).start(), l.input(1).start()));
      boolean affine = l.node().inputs().size() > 2;
      Place weight = affine ? k.place("weight", type) : null;
      Place bias = affine ? k.place("bias", type) : null;
      if (affine) {
        places.addAll(List.of(l.input(2).start(), l.input(3).start()));
      }
      Place scale = k.place("scale", type);
      Place shift = k.place("shift", type);
      places.addAll(List.of(l.result(0).start(), l.result(1).start()));
      double eps = ((ChannelScaleOp) l.node().op()).eps;
      VectorTail.masked(
          k,
          type,
          l.node().types().getFirst().size(),
          i -> {
            Expr deviation = k.load(variance, i).plus(eps).apply(Expr.UnaryOp.SQRT);
            Expr w = affine ? k.load(weight, i) : k.constant(type, 1);
            return w.over(deviation);
          },
          (i, s) -> {
            Expr once = k.let("s", s);
            k.store(scale, i, once);
            Expr t = k.load(mean, i).times(once);
            k.store(shift, i, (affine ? k.load(bias, i) : t.constant(0)).minus(t));
          });
      l.call(l.finish(k, "s = weight / sqrt(variance + eps); t = bias - mean s."), places);
    }
  }
}
