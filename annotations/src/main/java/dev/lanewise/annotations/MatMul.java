package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The product of two nodes matrix by matrix, {@code y[m][n] = Σ_k a[m][k] * b[k][n]}, of each
 * sample's last two axes, as {@code torch.matmul} and ONNX's MatMul: {@code 8x16x32} and {@code
 * 8x32x5} give {@code 8x16x5}. Axes before the last two stretch as those of {@link Multiply}. The
 * batch axis takes no part. No parameters; for trained weights see {@link Dense}.
 *
 * <p>Attention is {@code @MatMul(transposeB = true)} of queries and keys, {@link Softmax}, and
 * {@code @MatMul} with the values.
 *
 * <p>Gradients: {@code aGrad = yGrad b'}, {@code bGrad = a' yGrad} of the operands as multiplied,
 * added up along what was stretched.
 *
 * <p>Errors: {@code [MatMulAxes]} at a parameter of one axis, {@code [MatMulShape]} at the second
 * where the shapes do not fit, {@code [NotFloats]}, {@code [WrongInputCount]} at other than 2
 * nodes.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface MatMul {
  /** Whether the last two axes of the first node are exchanged before. */
  boolean transposeA() default false;

  /** Whether the last two axes of the second node are exchanged before. */
  boolean transposeB() default false;
}
