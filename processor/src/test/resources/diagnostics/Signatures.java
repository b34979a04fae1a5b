import dev.lanewise.annotations.*;

@Model
interface Signatures {
  @Input(4) Tensor x();

  @Softmax float[] floats(Tensor x); // ERROR [WrongReturnType] a node returns a Tensor, found float[]

  @Softmax void nothing(Tensor x); // ERROR [WrongReturnType] found void

  @Softmax Object object(Tensor x); // ERROR [WrongReturnType] found java.lang.Object

  @Softmax Tensor ofInt(int x); // ERROR [WrongParameterType] a parameter names a node and is a Tensor, found int

  @Add Tensor ofMany(Tensor... x); // ERROR [WrongParameterType] found dev.lanewise.annotations.Tensor[]

  @Softmax <T> Tensor generic(Tensor x); // ERROR [GenericMethod] a node has no type parameters

  @Softmax Tensor fine(Tensor floats); // silent: the fault is in floats

  @Add Tensor both(int x, // ERROR [WrongParameterType] found int
      Tensor y); // ERROR [UnknownNode] there is no node "y"

  @Softmax Tensor x(Tensor fine); // ERROR [DuplicateNode] there is a node "x" already
}
