import dev.lanewise.annotations.*;

@Block
class NoInterface { // ERROR [NotAnInterface] a block is an interface; found class
  int x;
}

@Block
interface NoNodes {} // ERROR [EmptyModel] the block has no nodes

@Block
interface NoResult { // ERROR [NoOutput] the block has no node that could be its output
  @Input Tensor x();
}

@Block
interface Wiring {
  @Input Tensor x();
  @Softmax Tensor a(Tensor y); // ERROR [UnknownNode] there is no node "y"
  @Softmax Tensor b(Tensor b); // ERROR [Cycle] b -> b
  @Dense(units = 4) Tensor c(); // ERROR [WrongInputCount] @Dense reads 1 node, found 0
  @Use(Faulty.class) Tensor d(Tensor x, @From("x") Tensor again); // ERROR [WrongInputCount] @Use(Faulty) reads 1 node, found 2
}

@Block
interface Training {
  @Input Tensor x();
  @Label(4) Tensor target(); // ERROR [LossInBlock] "target" is a label
  @Output @Softmax Tensor y(Tensor x);
  @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor target); // ERROR [LossInBlock] "loss" is a loss
}

@Block
interface Faulty {
  @Input Tensor x();
  @Dense(units = 0) // ERROR [DenseUnits] 0 units; at least 1 is needed (used by UsesFaulty.a)
  Tensor y(Tensor x);
}

/** Its input has a shape, so that all is known without a use. */
@Block
interface Shaped {
  @Input({2, 3}) Tensor x();
  @Dense(units = 4) Tensor y(Tensor x); // ERROR [FeatureAxis] x has shape 2x3 (x 2x3); @Dense works on one axis of features
}

@Block
interface OnlySome {
  @Input Tensor x();
  @Dense(units = 4) Tensor y(Tensor x);
  @Add Tensor sum(Tensor x, Tensor y); // ERROR [BroadcastShape] (used by UsesFaulty.e.inner)
}

@Block
interface Outer {
  @Input Tensor x();
  @Use(OnlySome.class) Tensor inner(Tensor x);
}

@Block
interface BadShape {
  @Input(0) // ERROR [InputShape] size 0
  Tensor x();
  @Softmax Tensor y(Tensor x);
}

@Model
interface UsesFaulty {
  @Input(5) Tensor x();
  @Input({2, 3}) Tensor image();
  @Use(Faulty.class) Tensor a(Tensor x);
  @Use(Faulty.class) Tensor b(Tensor x);
  @Use(Wiring.class) Tensor c(Tensor x);
  @Use(Shaped.class) Tensor d(Tensor image);
  @Use(Outer.class) Tensor e(Tensor x);
  @Use(BadShape.class) Tensor f(Tensor x);
  @Add Tensor sum(Tensor a, Tensor b, Tensor c, Tensor d, Tensor e);
}

@Model
interface UsesItToo {
  @Input(5) Tensor x();
  @Use(Faulty.class) Tensor a(Tensor x);
}

@Block
interface Itself {
  @Input Tensor x();
  @Use(Itself.class) Tensor y(Tensor x); // ERROR [BlockCycle] a block cannot be part of itself: Itself -> Itself
}

@Block
interface Ring {
  @Input Tensor x();
  @Use(Back.class) Tensor y(Tensor x); // ERROR [BlockCycle] a block cannot be part of itself: Ring -> Back -> Ring
}

@Block
interface Back {
  @Input Tensor x();
  @Use(Ring.class) Tensor y(Tensor x);
}

@Model
interface UsesRing {
  @Input(5) Tensor x();
  @Use(Back.class) Tensor a(Tensor x);
  @Use(Itself.class) Tensor b(Tensor x);
  @Add Tensor sum(Tensor a, Tensor b);
}

@Block
interface Unused {
  @Input Tensor x();
  @Input Tensor spare(); // WARNING [UnusedNode] nothing reads "spare"
  @Softmax @Output Tensor y(Tensor x);
  @Softmax Tensor forgotten(Tensor x); // WARNING [UnusedNode] nothing reads "forgotten"
}

@Model
interface UsesUnused {
  @Input(5) Tensor x();
  @Use(Unused.class) Tensor a(Tensor x, @From("x") Tensor again);
}

@Block
interface Marks {
  @Input @Output Tensor x(); // ERROR [OutputOnInput] "x"
  @Softmax Tensor y(Tensor x);
}

class Nest {
  @Block
  private interface Hidden { // ERROR [HiddenModel] a private block has no place for its generated class
    @Input Tensor x();
    @Softmax Tensor y(Tensor x);
  }
}

@Model
@Block
interface ModelAndBlock {
  @Input(4) Tensor x();
  @Softmax Tensor y(Tensor z); // ERROR [UnknownNode] there is no node "z"
  @Dense(units = 0) // ERROR [DenseUnits]
  Tensor a(Tensor x);
}

@Model
@Block
interface GoodAsBoth {
  @Input(4) Tensor x();
  @Softmax Tensor y(Tensor x);
}

@Model
interface UsesBoth {
  @Input(4) Tensor x();
  @Use(GoodAsBoth.class) Tensor a(Tensor x);
}
