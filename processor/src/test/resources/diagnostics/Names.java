import dev.lanewise.annotations.*;

@Model
interface Names {
  @Input(3) Tensor x();

  @Dense(units = 3) Tensor a(Tensor x);

  @Dense(units = 3)
  @Named("a") // ERROR [NameTaken] the parameter "a.weight" belongs to node "a" already
  Tensor b(Tensor a);

  @Dense(units = 3)
  @Named("layer1.0.fc")
  Tensor c(Tensor a);

  @Dense(units = 3)
  @Named("layer1.0.fc") // ERROR [NameTaken] "layer1.0.fc.weight" belongs to node "c"
  Tensor d(Tensor c);

  @Dense(units = 3)
  @Named("") // ERROR [BadName] found ""
  Tensor e(Tensor c);

  @Dense(units = 3)
  @Named("a..b") // ERROR [BadName] found "a..b"
  Tensor f(Tensor c);

  @Dense(units = 3)
  @Named("two words") // ERROR [BadName] found "two words"
  Tensor g(Tensor c);
}

@Model
interface Nameless {
  @Input(3) Tensor x();

  @Softmax
  @Named("soft") // WARNING [NamedWithoutParameters] "y" has no parameters that @Named could name
  Tensor y(Tensor x);
}

@Model
interface OneNameWithoutParameters {
  @Input(3) Tensor fc();
  @Dense(units = 3) @Named("fc") Tensor y(Tensor fc);
}
