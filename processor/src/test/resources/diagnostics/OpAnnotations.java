import static dev.lanewise.annotations.ActivationFunction.RELU;

import dev.lanewise.annotations.*;

@Model
interface OpAnnotations {
  @Input(4) Tensor x();

  Tensor nothing(Tensor x); // ERROR [MissingOp] "nothing" does not say what it computes; one of: @Input, @ClassLabel, @Label

  @Output Tensor modifierOnly(Tensor nothing); // ERROR [MissingOp] "modifierOnly" does not say

  @Dense(units = 2)
  @Softmax // ERROR [SeveralOps] a node computes one thing: @Dense or @Softmax
  @Activation(RELU) // ERROR [SeveralOps] @Dense or @Activation
  Tensor three(Tensor x);

  @Dense(units = 2) // ERROR [NodeWithBody] "withBody" has a body of its own
  default Tensor withBody(Tensor x) {
    return x;
  }

  @Softmax // ERROR [NodeWithBody]
  static Tensor fixed(Tensor x) {
    return x;
  }

  @Softmax Tensor after(Tensor three);
}

interface Forgotten { // ERROR [ModelMissing] Forgotten has nodes, but no @Model
  @Input(4) Tensor x();
  @Softmax Tensor y(@From("x") Tensor z);
}
