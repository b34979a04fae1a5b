import dev.lanewise.annotations.*;

@Model
class AClass { // ERROR [NotAnInterface] a model is an interface; found class
  int x;
}

@Model
enum AnEnum { // ERROR [NotAnInterface] found enum
  A
}

@Model
record ARecord(int x) {} // ERROR [NotAnInterface] found record

@Model
@interface AnAnnotation {} // ERROR [NotAnInterface] found annotation type

@Model
interface Generic<
    T> { // ERROR [GenericModel] a model has no type parameters
  @Input(1) Tensor x();
  @Softmax Tensor y(Tensor x);
}

interface Base {}

@Model
interface Extending extends Base { // ERROR [SuperInterface] a model extends nothing, found Base
  @Input(1) Tensor x();
  @Softmax Tensor y(Tensor z); // ERROR [UnknownNode] there is no node "z"
}

class Nest {
  @Model
  private interface Hidden { // ERROR [HiddenModel] leave private out
    @Input(1) Tensor x();
    @Softmax Tensor y(Tensor x);
  }

  private static class Inner {
    @Model
    interface Deep { // ERROR [HiddenModel] the model is inside of private Inner
      @Input(1) Tensor x();
      @Softmax Tensor y(Tensor x);
    }
  }
}

@Model
interface Empty { // ERROR [EmptyModel] the model has no nodes
  default void helper() {}
}

@Model( // ERROR [NoInput] the model has no @Input
    batch = 4)
interface NoInputs {
  @Label(4) Tensor target();
  @Softmax Tensor y(Tensor target);
}

@Model // ERROR [NoOutput] the model has no node that could be its output
interface NoOutputs {
  @Input(4) Tensor x();
  @Label(4) Tensor target();
  @MeanSquaredErrorLoss Tensor loss(Tensor x, Tensor target);
}

@Model(
    batch = 0) // ERROR [BatchTooSmall] batch is the most rows in one call, at least 1; found 0
interface NoBatch {
  @Input(0) // ERROR [InputShape] size 0
  Tensor x();
  @Softmax Tensor y(Tensor x);
}

@Model(
    type = DataType.DOUBLE,
    weightStorage = WeightStorage.BFLOAT16) // ERROR [WeightStorageDouble] weights stored as BFLOAT16 are the upper halves of floats
interface HalvesOfDoubles {
  @Input(4) Tensor x();
  @Dense(units = 3) Tensor y(Tensor x);
}

@Model
interface Taken { // ERROR [ClassNameTaken] there is a class TakenNet already
  @Input(1) Tensor x();
  @Softmax Tensor y(Tensor x);
}

class TakenNet {}
