package dev.lanewise.processor.ops.random;

import dev.lanewise.processor.graph.Composite;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import java.util.List;

/** Dropout: a mask in training, nothing in prediction. */
record DropoutOp(Variant variant, double probability) implements Composite {
  /** What becomes of the elements. */
  enum Variant {
    /** Zero, the others times 1 / (1 - p). */
    ZERO("dropout") {
      @Override
      Op mask(String stream, double p) {
        return MaskOp.of(stream, p, 1 / (1 - p));
      }
    },
    /** The same for whole channels. */
    CHANNELS("channel_dropout") {
      @Override
      Op mask(String stream, double p) {
        return new ChannelMaskOp(stream, p);
      }
    },
    /** SELU's lowest value, and then mean and variance restored: see AlphaDropout. */
    ALPHA("alpha_dropout") {
      @Override
      Op mask(String stream, double p) {
        double a = 1 / Math.sqrt((1 - p) * (1 + p * SATURATED * SATURATED));
        double b = -a * p * SATURATED;
        return new MaskOp(stream, p, a, b, a * SATURATED + b);
      }
    };

    /** Minus scale times alpha of SELU (Klambauer et al. 2017). */
    private static final double SATURATED = -1.7580993408473766;

    private final String mnemonic;

    Variant(String mnemonic) {
      this.mnemonic = mnemonic;
    }

    abstract Op mask(String stream, double p);
  }

  @Override
  public String mnemonic() {
    return variant.mnemonic;
  }

  @Override
  public String attributes() {
    return Double.toString(probability);
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return inputs;
  }

  @Override
  public List<Value> expand(Mode mode, Node node, List<Value> inputs, Expansion graph) {
    return mode == Mode.PREDICTION || probability == 0
        ? inputs
        : List.of(graph.add(node.name(), variant.mask(node.name(), probability), inputs));
  }
}
