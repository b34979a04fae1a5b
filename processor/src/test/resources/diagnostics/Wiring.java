import static dev.lanewise.annotations.ActivationFunction.RELU;

import dev.lanewise.annotations.*;

@Model
interface Misspelt {
  @Input(4) Tensor image();
  @Dense(units = 3) Tensor hidden(Tensor imgae); // ERROR [UnknownNode] there is no node "imgae"; did you mean "image"? (there are: image, probabilities, after)
  @Softmax Tensor probabilities(Tensor hidden);
  @Dense(units = 3) Tensor after(Tensor probabilities);
}

@Model
interface FarOff {
  @Input(4) Tensor image();
  @Dense(units = 3) Tensor hidden(Tensor xyz); // ERROR [UnknownNode] there is no node "xyz" (there are: image)
}

@Model
interface FromMisspelt {
  @Input(4) Tensor x();
  @Add Tensor twice(
      Tensor x,
      @From("xx") // ERROR [UnknownNode] did you mean "x"?
          Tensor again);
}

@Model
interface CaseMatters {
  @Input(4) Tensor firstImage();
  @Activation(RELU) Tensor hidden(Tensor firstimage); // ERROR [UnknownNode] did you mean "firstImage"?
}

@Model
interface Itself {
  @Input(4) Tensor x();
  @Add Tensor sum(Tensor x, @From("sum") Tensor before); // ERROR [Cycle] a node cannot depend on itself: sum -> sum
}

@Model
interface Loop {
  @Input(4) Tensor x();
  @Add Tensor a(Tensor x, Tensor c); // ERROR [Cycle] a node cannot depend on itself: a -> b -> c -> a
  @Softmax Tensor b(Tensor a);
  @Softmax Tensor c(Tensor b);
  @Dense(units = 2) Tensor after(Tensor c);
}

@Model
interface TangledLoops {
  @Input(4) Tensor x();
  @Add Tensor a(Tensor x, Tensor b, Tensor c); // ERROR [Cycle] a node cannot depend on itself: a -> b -> a
  @Softmax Tensor b(Tensor a);
  @Softmax Tensor c(Tensor a);
}

@Model
interface SeparateLoops {
  @Input(4) Tensor x();
  @Add Tensor a(Tensor x, Tensor b); // ERROR [Cycle] a -> b -> a
  @Softmax Tensor b(Tensor a);
  @Add Tensor c(Tensor x, Tensor d); // ERROR [Cycle] c -> d -> c
  @Softmax Tensor d(Tensor c);
}
