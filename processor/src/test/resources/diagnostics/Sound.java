import static dev.lanewise.annotations.ActivationFunction.*;

import dev.lanewise.annotations.*;

/** Nothing to say here. */
@Model(batch = 8, type = DataType.DOUBLE)
interface Sound {
  int FEATURES = 6;

  /** In no order of dependence. */
  @CrossEntropyLoss(weight = 0.5) Tensor loss(Tensor logits, Tensor label);

  @Dense(units = 3, bias = false, initializer = Initializer.HE_NORMAL) @Named("head.fc-1") Tensor logits(Tensor joined);

  @Concat Tensor joined(Tensor a, Tensor b, @From("a") Tensor again);

  @Dense(units = 2, activation = TANH) Tensor a(Tensor features);

  @Activation(SIGMOID) Tensor b(Tensor features);

  @Input(FEATURES) Tensor features();

  @ClassLabel(3) Tensor label();

  @Output @Softmax Tensor probabilities(Tensor logits);

  @Output @Activation(LINEAR) Tensor scores(Tensor logits);

  default int features(int rows) {
    return rows * own();
  }

  static int classes() {
    return 3;
  }

  private int own() {
    return FEATURES;
  }

  interface NestedButNoModel {
    int anything(String of);
  }
}

class Outer {
  @Model
  interface Inner {
    @Input(1) Tensor x();
    @Activation(RELU) Tensor y(Tensor x);
  }
}
