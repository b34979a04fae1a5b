package strict;

import dev.lanewise.annotations.Activation;
import dev.lanewise.annotations.ActivationFunction;
import dev.lanewise.annotations.Add;
import dev.lanewise.annotations.ClassLabel;
import dev.lanewise.annotations.Concat;
import dev.lanewise.annotations.CrossEntropyLoss;
import dev.lanewise.annotations.DataType;
import dev.lanewise.annotations.Dense;
import dev.lanewise.annotations.From;
import dev.lanewise.annotations.Initializer;
import dev.lanewise.annotations.Input;
import dev.lanewise.annotations.Label;
import dev.lanewise.annotations.MeanSquaredErrorLoss;
import dev.lanewise.annotations.Model;
import dev.lanewise.annotations.Named;
import dev.lanewise.annotations.Output;
import dev.lanewise.annotations.Softmax;
import dev.lanewise.annotations.Tensor;

/** Between them, models with all that a model may have. */
public final class Strict {
  private Strict() {}

  /** Several inputs, outputs and losses. */
  @Model(batch = 5)
  public interface Several {
    @Input(3)
    Tensor left();

    @Input(2)
    Tensor right();

    @Label(2)
    Tensor truth();

    @ClassLabel(3)
    Tensor kind();

    @Concat
    Tensor both(Tensor left, Tensor right);

    @Dense(units = 7, activation = ActivationFunction.RELU)
    Tensor first(Tensor both);

    @Dense(units = 7, initializer = Initializer.GLOROT_NORMAL)
    @Named("layer.0")
    Tensor second(Tensor first);

    @Add
    Tensor sum(Tensor first, Tensor second, @From("first") Tensor again);

    @Activation(ActivationFunction.TANH)
    Tensor bounded(Tensor sum);

    @Dense(units = 2, bias = false)
    @Output
    Tensor value(Tensor bounded);

    @Dense(units = 3)
    Tensor logits(Tensor bounded);

    @Softmax
    @Output
    Tensor probabilities(Tensor logits);

    @MeanSquaredErrorLoss(weight = 0.5)
    Tensor distance(Tensor value, Tensor truth);

    @CrossEntropyLoss
    Tensor surprise(Tensor logits, Tensor kind);
  }

  /** Trained in double. */
  @Model(type = DataType.DOUBLE)
  public interface Precise {
    @Input(3)
    Tensor x();

    @ClassLabel(3)
    Tensor kind();

    @Dense(units = 7, activation = ActivationFunction.SIGMOID)
    Tensor hidden(Tensor x);

    @Dense(units = 3)
    Tensor logits(Tensor hidden);

    @Softmax
    @Output
    Tensor y(Tensor logits);

    @CrossEntropyLoss
    Tensor loss(Tensor logits, Tensor kind);
  }

  /** Never trained, and seen by its package alone. */
  @Model
  interface Inference {
    @Input(8)
    Tensor x();

    @Softmax
    Tensor y(Tensor x);
  }
}
