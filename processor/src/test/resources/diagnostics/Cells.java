import static dev.lanewise.annotations.ActivationFunction.LINEAR;

import dev.lanewise.annotations.*;

@Cell
interface Sums {
  @Input Tensor x();
  @Input Tensor same();
  @State(4) Tensor h();
  @State(4) Tensor before();
  @Add @Next("h") @Output Tensor y(Tensor x, Tensor same, Tensor h, Tensor before);
  @Activation(LINEAR) @Next("before") Tensor kept(Tensor h);
}

@Cell
interface OfFive {
  @Input(5) Tensor x();
  @State(4) Tensor h();
  @Concat Tensor xh(Tensor x, Tensor h);
  @Dense(units = 4) @Next("h") Tensor y(Tensor xh);
}

@Cell
interface Whole {
  @Input Tensor x();
  @Input({6, 4}) Tensor all();
  @State(4) Tensor h();
  @ReduceMean(axes = 0) Tensor mean(Tensor all);
  @Add @Next("h") Tensor y(Tensor x, Tensor mean, Tensor h);
}

@Cell
interface Sequences {
  @Input Tensor x();
  @Input Tensor z();
  @State(4) Tensor h();
  @Add @Next("h") Tensor y(Tensor x, Tensor z, Tensor h);
}

/** Nothing to say here. */
@Model
interface SoundCells {
  @SequenceInput(length = 6, features = 4) Tensor x();
  @Input(4) Tensor image();
  @Recurrent(Sums.class) Tensor a(Tensor x, Tensor image);
  @StateOf("h") Tensor h(Tensor a);
  @StateOf("before") Tensor before(Tensor a);
  @Recurrent(value = Sums.class, reverse = true, returnSequence = false)
  @Output Tensor b(Tensor a, Tensor image, Tensor h, Tensor before);
  @StateOf("y") @Output Tensor y(Tensor a);
}

@Model
interface FaultyCells {
  @SequenceInput(length = 6, features = 4) Tensor x();
  @SequenceInput(length = 7, features = 4) Tensor longer();
  @TokenInput(length = 6, vocabulary = 9) Tensor words();
  @SequenceInput(length = 6, features = 4, variable = true) Tensor varies();
  @SequenceInput(length = 6, features = 4, variable = true) Tensor otherwise();
  @Input(4) Tensor image();
  @Input(3) Tensor small();
  @Recurrent(String.class) Tensor string(Tensor x); // ERROR [NotACell] java.lang.String is no interface with @Cell
  @Use(OfFive.class) Tensor used(Tensor image); // ERROR [NotABlock] OfFive is no interface with @Block
  @Recurrent(Sums.class) Tensor few(Tensor x); // ERROR [WrongInputCount] @Recurrent(Sums) reads 2 to 4 nodes, found 1
  @Recurrent(Sums.class) Tensor notAll(Tensor x, Tensor image, @From("image") Tensor h); // ERROR [WrongInputCount] reads 2 nodes, or with all first states 4, found 3
  @Recurrent(Sums.class) Tensor none(
      Tensor image, // ERROR [SequenceAxes] @Recurrent(Sums) reads a sequence
      @From("image") Tensor again);
  @Recurrent(Sums.class) Tensor differ(
      Tensor x,
      Tensor longer); // ERROR [SequenceSteps] longer has 7 steps, and x has 6
  @Recurrent(Whole.class) Tensor whole(
      Tensor x,
      Tensor varies); // ERROR [VariableLength] varies has as many of its 6 steps as each sample says; each step of @Recurrent(Whole) would read all of them
  @Recurrent(Sequences.class) Tensor many(
      Tensor varies,
      Tensor otherwise); // ERROR [OtherSteps] otherwise has the steps of "otherwise.steps", those before it have "varies.steps"
  @Recurrent(OfFive.class) Tensor shape(
      Tensor x); // ERROR [BlockInputShape] OfFive.x takes 5, found 4 (x 6x4)
  @Recurrent(Sums.class) Tensor ints(
      Tensor words, // ERROR [NotFloats] words holds ints; Sums.x takes floats
      Tensor x);
  @Recurrent(Sums.class) Tensor first(
      Tensor x,
      Tensor image,
      @From("image") Tensor h,
      Tensor small); // ERROR [RecurrentState] small has shape 3 (small 3); the state Sums.before has 4
  @Recurrent(Sums.class) Tensor sound(Tensor x, Tensor image);
  @StateOf("g") Tensor misspelt(Tensor sound); // ERROR [UnknownState] "sound" has no result "g"
  @State(4) Tensor state(); // ERROR [OutsideCell] only a @Cell has steps
  @Softmax @Next("state") // ERROR [OutsideCell] only a @Cell has states
  Tensor next(Tensor image);
}

@Block
interface NoCell {
  @State(4) Tensor h(); // ERROR [OutsideCell] "h"
  @Softmax Tensor y(Tensor h);
}

@Cell
interface Marks {
  @Input(4) Tensor x();
  @State(4) Tensor without(); // ERROR [StateWithoutNext] nothing says what "without" is after the step
  @State(4) Tensor twice();
  @State(4) @Output Tensor shown(); // ERROR [OutputOnInput] "shown" is the state before the step
  @Add @Next("twice") Tensor a(Tensor x, Tensor without);
  @Add @Next("twice") // ERROR [NextTwice] "twice" is "a" after the step already
  Tensor b(Tensor x, Tensor twice);
  @Add @Next("show") // ERROR [UnknownState] there is no state "show"; did you mean "shown"?
  Tensor c(Tensor x, Tensor shown);
  @Add @Next("shown") Tensor d(Tensor x, Tensor c, Tensor a, Tensor b);
}

@Cell
interface Shapes {
  @Input(4) Tensor x();
  @State(3) Tensor h();
  @Concat Tensor xh(Tensor x, Tensor h);
  @Dense(units = 4)
  @Next("h") // ERROR [NextShape] "h" is 3, and would become 4
  Tensor y(Tensor xh);
}

@Cell
interface Training {
  @Input Tensor x();
  @State(4) Tensor h();
  @Label(4) Tensor target(); // ERROR [LossInBlock] losses and their labels belong to the model, which may read the cell's outputs
  @Add @Next("h") @Output Tensor y(Tensor x, Tensor h);
  @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target); // ERROR [LossInBlock] "loss" is a loss
}

@Cell
interface Itself {
  @Input Tensor x();
  @State(4) Tensor h();
  @Recurrent(Itself.class) Tensor y(Tensor x); // ERROR [BlockCycle] a cell cannot be part of itself: Itself -> Itself
  @Add @Next("h") Tensor z(Tensor x, Tensor h, Tensor y);
}

@Cell
interface Statistics {
  @Input Tensor x();
  @State(4) Tensor h();
  @Add Tensor sum(Tensor x, Tensor h);
  @BatchNorm1d Tensor y(Tensor sum); // ERROR [CellOp] "statistics.y" works on all samples together, which one step of a cell cannot (used by UsesFaulty.statistics)
  @Activation(LINEAR) @Next("h") Tensor z(Tensor y);
}

@Cell
interface Loop {
  @Input Tensor whole();
  @Input Tensor same();
  @State(4) Tensor h();
  @Add Tensor moved(Tensor same, Tensor h);
  @Recurrent(Sums.class) Tensor inner(@From("whole") Tensor x, @From("moved") Tensor y); // ERROR [SequenceAxes] found none
  @Add @Next("h") Tensor z(Tensor h, Tensor whole, Tensor inner);
}

@Cell
interface States {
  @Input Tensor x();
  @State(4) Tensor a();
  @State(2) Tensor b();
  @Slice(end = 2)
  @Next("b") // ERROR [NextOfState] "part" is a state of the step before itself
  Tensor part(Tensor a);
  @Add @Next("a") @Output Tensor y(Tensor x, Tensor a);
  @Dense(units = 3) @Output Tensor z(Tensor b);
}

@Cell
interface Same {
  @Input Tensor x();
  @Input Tensor image();
  @State(4) Tensor h();
  @Add @Next("h") @Output Tensor y(Tensor x, Tensor h);
  @Dense(units = 3)
  @Output // ERROR [NotOfStep] "seen" reads neither a state nor a step of a sequence
  Tensor seen(Tensor image);
}

@Model
interface UsesFaulty {
  @SequenceInput(length = 6, features = 4) Tensor x();
  @Input(4) Tensor image();
  @Recurrent(Marks.class) Tensor marks(Tensor x);
  @Recurrent(Statistics.class) Tensor statistics(Tensor x);
  @Recurrent(Loop.class) Tensor loop(Tensor x, Tensor image);
  @Recurrent(States.class) Tensor states(Tensor x);
  @Recurrent(Same.class) Tensor same(Tensor x, Tensor image);
  @Add Tensor sum(Tensor marks, Tensor statistics, Tensor loop, Tensor states, Tensor same);
}
