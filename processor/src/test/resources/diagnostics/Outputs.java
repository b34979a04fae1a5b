import static dev.lanewise.annotations.ActivationFunction.RELU;

import dev.lanewise.annotations.*;

@Model
interface Outputs {
  @Output // ERROR [OutputOnInput] "x" is what the caller hands over
  @Input(3)
  Tensor x();

  @ClassLabel(3) Tensor label();

  @Output @Softmax Tensor y(Tensor x);

  @Output // ERROR [OutputOnLoss] "loss" is a loss
  @CrossEntropyLoss
  Tensor loss(Tensor x, Tensor label);

  @Activation(RELU) Tensor late(Tensor loss); // ERROR [LossIsRead] "loss" is a loss, where the graph ends
}

@Model
interface Unused {
  @Input(3) Tensor x();
  @Input(3) Tensor spare(); // WARNING [UnusedNode] nothing reads "spare", and it is neither an output nor a loss
  @ClassLabel(3) Tensor label(); // WARNING [UnusedNode] nothing reads "label"
  @Softmax @Output Tensor y(Tensor x);
  @Activation(RELU) Tensor forgotten(Tensor y); // WARNING [UnusedNode] nothing reads "forgotten"
}

@Model
interface NoWarningBesideErrors {
  @Input(3) Tensor x();
  @Input(3) Tensor spare();
  @Softmax Tensor y(Tensor z); // ERROR [UnknownNode]
}

@Model
interface Reserved {
  @Input(3) Tensor net(); // ERROR [ReservedName] "net" is taken by generated code
  @Input(3) Tensor Math(); // ERROR [ReservedName] "Math"
  @Input(3) Tensor X();
  @Input(3) Tensor XArray(); // ERROR [ReservedName] "XArray"
  @Input(3) Tensor weights();
  @Add Tensor finalize(Tensor net, Tensor Math, Tensor X, Tensor XArray, Tensor weights);
  @Dense(units = 3) Tensor clone(Tensor finalize); // ERROR [ReservedName] "clone"
}
