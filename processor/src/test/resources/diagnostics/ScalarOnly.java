// OPTIONS -Alanewise.bits=0
import dev.lanewise.annotations.*;

@Model
interface ScalarOnly {
  @Input(4) Tensor x();
  @Softmax Tensor y(Tensor x);
}
