import static dev.lanewise.annotations.ActivationFunction.RELU;

import dev.lanewise.annotations.*;

@Block
interface Twice {
  @Input Tensor x();
  @Dense(units = 4, activation = RELU) Tensor first(Tensor x);
  @Dense(units = 4) @Output Tensor second(Tensor first);
  @Softmax @Output Tensor chances(Tensor second);
}

@Block
interface OfFour {
  @Input(4) Tensor x();
  @Softmax Tensor y(Tensor x);
}

/** Nothing to say here. */
@Model
interface SoundUses {
  @Input(7) Tensor x();
  @Use(Twice.class) Tensor a(Tensor x);
  @Use(value = Twice.class, shared = "twice") Tensor b(Tensor a);
  @Use(value = Twice.class, shared = "twice") Tensor c(Tensor b);
  @Use(Twice.class) @Named("layer1.0") Tensor d(Tensor c);
  @StateOf("chances") Tensor e(Tensor d);
  @Use(OfFour.class) @Output Tensor f(Tensor e);
  @StateOf("second") @Output Tensor g(Tensor d);
}

@Model
interface FaultyUses {
  @Input(7) Tensor x();
  @ClassLabel(3) Tensor label();
  @Use(String.class) Tensor string(Tensor x); // ERROR [NotABlock] java.lang.String is no interface with @Block
  @Use(int.class) Tensor number(Tensor x); // ERROR [NotABlock] int is no interface with @Block
  @Use(SoundUses.class) Tensor model(Tensor x); // ERROR [NotABlock] SoundUses is no interface with @Block
  @Use(OfFour.class) Tensor few(); // ERROR [WrongInputCount] @Use(OfFour) reads 1 node, found 0
  @Use(OfFour.class) Tensor many(
      Tensor x,
      @From("x") Tensor again); // ERROR [WrongInputCount] found 2
  @Use(OfFour.class) Tensor shape(
      Tensor x); // ERROR [BlockInputShape] OfFour.x takes 4, found 7 (x 7)
  @Use(Twice.class) Tensor ints(
      Tensor label); // ERROR [NotFloats] label holds ints; Twice.x takes floats
  @Use(Twice.class) Tensor good(Tensor x);
  @StateOf("chance") Tensor misspelt(Tensor good); // ERROR [UnknownState] "good" has no result "chance"; did you mean "chances"? (there are: second, chances)
  @StateOf("h") Tensor none(Tensor x); // ERROR [UnknownState] "x" has no result "h"; it has its value and no other
  @StateOf("y") Tensor behindFault(Tensor few);
  @StateOf("chance") Tensor misspeltBehindFault(Tensor few); // ERROR [UnknownState] "few" has no result "chance"
  @StateOf("chances") Tensor two(Tensor good, Tensor x); // ERROR [WrongInputCount] @StateOf reads 1 node, found 2
  @Use(OfFour.class) @Softmax Tensor several(Tensor x); // ERROR [SeveralOps] @Use or @Softmax
  @Use(Twice.class) @Output @Named("a b") Tensor named(Tensor x); // ERROR [BadName]
  @Use(value = Twice.class, shared = "a..b") Tensor sharedName(Tensor x); // ERROR [BadName]
}

@Model
interface Sharing {
  @Input(7) Tensor x();
  @Use(value = Twice.class, shared = "s") Tensor a(Tensor x);
  @Use(
          value = Twice.class,
          shared = "s") // ERROR [SharedShape] all that share read one parameter "s.first.weight": it is 4x7 for "a.first", but would be 4x4 for "b.first"
  Tensor b(Tensor a);
  @Use(Twice.class) @Named("own") Tensor c(Tensor x);
  @Use(Twice.class)
  @Named("own") // ERROR [NameTaken] the parameter "own.first.weight" belongs to node "c.first" already
  Tensor d(Tensor x);
  @Use(value = Twice.class, shared = "t")
  @Named("u") // ERROR [SharedAndNamed] shared = "t" names the parameters already
  Tensor e(Tensor x);
  @Dense(units = 2) @Named("f.first") Tensor dense(Tensor x);
  @Use(Twice.class) // ERROR [NameTaken] the parameter "f.first.weight" belongs to node "dense" already
  Tensor f(Tensor x);
  @Use(OfFour.class)
  @Named("of") // WARNING [NamedWithoutParameters] "g" has no parameters
  Tensor g(Tensor c);
}
