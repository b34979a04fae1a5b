import dev.lanewise.annotations.*;

/** Layers over time, and what they do not run over. */
@Model
interface Recurrent {
  @SequenceInput(length = 6, features = 4) Tensor x();
  @Input({4, 6}) Tensor line();
  @Input(4) Tensor few();
  @Input(8) Tensor first();

  @Lstm(units = 8) Tensor sound(Tensor x, Tensor first);
  @Lstm(units = 8) Tensor channels(Tensor line); // ERROR [SequenceAxes] line has shape 4x6
  @Lstm(units = 8) Tensor features(Tensor few); // ERROR [SequenceAxes] few has shape 4
  @Lstm(units = 0) Tensor none(Tensor x); // ERROR [RecurrentUnits] 0 units
  @Lstm(units = 8, layers = 0) Tensor flat(Tensor x); // ERROR [RecurrentLayers] 0 layers
  @Lstm(units = 8) Tensor small(Tensor x, Tensor few); // ERROR [RecurrentState] shape 8
  @Lstm(units = 8, layers = 2) Tensor deep(Tensor x, Tensor first); // ERROR [RecurrentState] single layer
  @Lstm(units = 8, bidirectional = true) Tensor both(Tensor x, Tensor first); // ERROR [RecurrentState] one direction
  @Gru(units = -1) Tensor gru(Tensor x); // ERROR [RecurrentUnits] -1 units
  @SimpleRnn(units = 8) Tensor simple(Tensor x, Tensor few); // ERROR [RecurrentState] shape 8
  @IndRnn(units = 8, layers = -2) Tensor apart(Tensor x); // ERROR [RecurrentLayers] -2 layers
  @Jordan(units = 8, outputs = 0) Tensor silent(Tensor x); // ERROR [RecurrentUnits] 0 outputs
  @Jordan(units = 4, outputs = 8) Tensor context(Tensor x, Tensor few); // ERROR [RecurrentState] shape 8
  @Jordan(units = 4, outputs = 8) Tensor jordan(Tensor x, Tensor first);
  @Lstm(units = 8, bias = false, forgetBias = 1) Tensor biased(Tensor x); // ERROR [ForgetBias] without biases
  @Lstm(units = 8, forgetBias = 1.0 / 0) Tensor open(Tensor x); // ERROR [ForgetBias] finite number
  @Gru(units = 8, inputDropout = 1) Tensor all(Tensor x); // ERROR [DropoutProbability] probability 1.0
  @SimpleRnn(units = 8, recurrentDropout = -0.5) Tensor less(Tensor x); // ERROR [DropoutProbability] probability -0.5
  @Lstm(units = 8, outputDropout = 0.5) Tensor last(Tensor x); // ERROR [OutputDropout] between layers
  @Lstm(units = 8, layers = 2, outputDropout = 0.5) Tensor dropped(Tensor x);
  @Lstm(units = 100_000) Tensor large(Tensor x); // ERROR [TooLarge] holds at most
  @Gru(units = 2_000_000_000) Tensor larger(Tensor x); // ERROR [TooLarge] holds at most
  @Dense(units = 1) Tensor end(Tensor sound);
}
