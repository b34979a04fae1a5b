import static dev.lanewise.annotations.ActivationFunction.RELU;

import dev.lanewise.annotations.*;

@Model
interface InputCounts {
  @Input(4) Tensor x();
  @Input(4) Tensor y(Tensor x); // ERROR [WrongInputCount] @Input reads no node, found 1
  @ClassLabel(3) Tensor label(Tensor y); // ERROR [WrongInputCount] @ClassLabel reads no node, found 1
  @Dense(units = 2) Tensor none(); // ERROR [WrongInputCount] @Dense reads 1 node, found 0
  @Activation(RELU) Tensor two(
      Tensor x,
      Tensor none); // ERROR [WrongInputCount] @Activation reads 1 node, found 2
  @Add Tensor alone(Tensor x); // ERROR [WrongInputCount] @Add reads 2 to 32 nodes, found 1
  @CrossEntropyLoss Tensor loss(
      Tensor two,
      Tensor label,
      Tensor x); // ERROR [WrongInputCount] @CrossEntropyLoss reads 2 nodes, found 3
}
