import dev.lanewise.annotations.*;

@Model(batch = 1)
interface LargeNode {
  @Input(1 << 30) Tensor x();
  @Concat // ERROR [TooLarge]
  Tensor y(Tensor x, @From("x") Tensor again);
  @Softmax Tensor z(Tensor y);
}

@Model(batch = 4) // ERROR [TooLarge] the model has 2700090000 parameters; an array holds at most 2147483647
interface LargeSum {
  @Input(30_000) Tensor x();
  @Dense(units = 30_000) Tensor a(Tensor x);
  @Dense(units = 30_000) Tensor b(Tensor a);
  @Dense(units = 30_000) Tensor c(Tensor b);
}

@Model
interface Inputs {
  @Input({}) // ERROR [InputShape]
  Tensor none();

  @Input({1, 2, 3, 4, 5}) // ERROR [InputShape]
  Tensor many();

  @Input({3, -1}) // ERROR [InputShape] size -1
  Tensor negative();

  @Input({60_000, 60_000}) // ERROR [InputShape]
  Tensor large();

  @Label(0) // ERROR [InputShape] size 0
  Tensor label();

  @ClassLabel(1) // ERROR [ClassCount]
  Tensor one();
}
