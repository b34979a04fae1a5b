import dev.lanewise.runtime.program.Generated;
import dev.lanewise.runtime.program.Layout;
import dev.lanewise.runtime.program.Packing;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Xor for vectors of 512 bits: the programs and their kernels.
 */
@Generated
final class XorNet512 extends XorNet.Code {
  private static final Packing MASTER = Packing.of(124, 124, new int[] {12, 44, 60, 108},
      Layout.of(new int[] {3, 2}, 32, 0, 16, 0, 32, 1, 1, 0, 16, 0, 1, 16, 1),
      Layout.of(new int[] {3}, 16, 0, 1, 0, 1),
      Layout.of(new int[] {1, 3}, 48, 0, 16, 0, 48, 1, 1, 0, 16, 0, 1, 16, 1),
      Layout.of(new int[] {1}, 16, 0, 1, 0, 1));

  private static final Packing LATENCY = Packing.of(124, 124, new int[] {12, 44, 60, 108},
      Layout.of(new int[] {3, 2}, 32, 0, 16, 0, 32, 1, 1, 0, 16, 0, 1, 16, 1),
      Layout.of(new int[] {3}, 16, 0, 1, 0, 1),
      Layout.of(new int[] {1, 3}, 48, 0, 16, 0, 48, 1, 1, 0, 16, 0, 1, 16, 1),
      Layout.of(new int[] {1}, 16, 0, 1, 0, 1));

  private static final VectorSpecies<Float> F = FloatVector.SPECIES_512;

  static XorNet.Code create() {
    return new XorNet512();
  }

  @Override
  public int bits() {
    return 512;
  }

  @Override
  public Packing master() {
    return MASTER;
  }

  @Override
  public Packing latency() {
    return LATENCY;
  }

  @Override
  int predictArena() {
    return 140;
  }

  /**
   * Predicts one sample.
   */
  @Override
  void predictOne(float[] weights, float[] arena, float[] bits, float[] yArray) {
    // hidden : f32[1,3] = dense+sigmoid bits, hidden.weight, hidden.bias
    dense_sigmoid_1x1(bits, weights, arena, 0, 12, 12, 44);
    // y : f32[1,1] = dense hidden, y.weight, y.bias
    dense_1x1(arena, weights, 12, 60, 28, 108);
    // y : f32[1,1] = pack y
    System.arraycopy(arena, 28, yArray, 0, 1);
  }

  /**
   * Predicts {@code rows} samples, at most 4.
   */
  @Override
  void predictBatch(float[] weights, float[] arena, float[] bits, float[] yArray, int rows) {
    // hidden : f32[rows<=4,3] = dense+sigmoid bits, hidden.weight, hidden.bias
    for (int r = 0; r < (rows / 4) * 4; r += 4) {
      dense_4x1(bits, weights, arena, r * 2, 12, r * 16 + 12, 44);
    }
    for (int r = (rows / 4) * 4; r < rows; r++) {
      dense_1x1_2(bits, weights, arena, r * 2, 12, r * 16 + 12, 44);
    }
    sigmoid(arena, 12, 12, rows * 16);
    // y : f32[rows<=4,1] = dense hidden, y.weight, y.bias
    for (int r = 0; r < (rows / 4) * 4; r += 4) {
      dense_4x1_2(arena, weights, r * 16 + 12, 60, r * 16 + 76, 108);
    }
    for (int r = (rows / 4) * 4; r < rows; r++) {
      dense_1x1(arena, weights, r * 16 + 12, 60, r * 16 + 76, 108);
    }
    // y : f32[rows<=4,1] = pack y
    for (int r = 0; r < rows; r++) {
      System.arraycopy(arena, r * 16 + 76, yArray, r, 1);
    }
  }

  @Override
  int trainArena() {
    return 524;
  }

  @Override
  int phases() {
    return 3;
  }

  @Override
  int items(int phase, int rows) {
    return switch (phase) {
      case 0 -> 2;
      case 1 -> (rows + 3) / 4;
      default -> 5;
    };
  }

  @Override
  void train(int phase, float[] weights, float[] grads, float[] arena, float[] bits, float[] target,
      int rows, int from, int to, int key) {
    switch (phase) {
      case 0 -> phase0(weights, grads, arena, bits, target, rows, from, to, key);
      case 1 -> phase1(weights, grads, arena, bits, target, rows, from, to, key);
      default -> phase2(weights, grads, arena, bits, target, rows, from, to, key);
    }
  }

  @Override
  double loss(float[] arena) {
    return arena[76];
  }

  /**
   * Items are tiles of weights.
   */
  private static void phase0(float[] weights, float[] grads, float[] arena, float[] bits,
      float[] target, int rows, int from, int to, int key) {
    // lossGrad : f32[] = constant
    for (int item = from; item < Math.min(to, 1); item++) {
      constant(arena, 460);
    }
    // y.weightPacked : f32[1,3] = pack y.weight
    for (int item = Math.max(from, 1) - 1; item < Math.min(to, 2) - 1; item++) {
      java.util.Arrays.fill(arena, 476, 492, 0);
      transpose(weights, arena, 60, 476, 1, 3);
    }
  }

  /**
   * Items are 4 rows, each taken through all nodes.
   */
  private static void phase1(float[] weights, float[] grads, float[] arena, float[] bits,
      float[] target, int rows, int from, int to, int key) {
    int first = from * 4;
    int end = Math.min(to * 4, rows);
    // hidden : f32[rows<=4,3] = dense+sigmoid bits, hidden.weight, hidden.bias
    for (int r = first; r < (end / 4) * 4; r += 4) {
      dense_4x1(bits, weights, arena, r * 2, 12, r * 16 + 12, 44);
    }
    for (int r = (end / 4) * 4; r < end; r++) {
      dense_1x1_2(bits, weights, arena, r * 2, 12, r * 16 + 12, 44);
    }
    sigmoid(arena, first * 16 + 12, first * 16 + 12, (end - first) * 16);
    // y : f32[rows<=4,1] = dense hidden, y.weight, y.bias
    for (int r = first; r < (end / 4) * 4; r += 4) {
      dense_4x1_2(arena, weights, r * 16 + 12, 60, r * 16 + 76, 108);
    }
    for (int r = (end / 4) * 4; r < end; r++) {
      dense_1x1(arena, weights, r * 16 + 12, 60, r * 16 + 76, 108);
    }
    // targetPacked : f32[rows<=4,1] = pack target
    for (int r = first; r < end; r++) {
      System.arraycopy(target, r, arena, r * 16 + 140, 1);
      java.util.Arrays.fill(arena, r * 16 + 141, r * 16 + 156, 0);
    }
    // lossRows : f32[rows<=4] = squared_error y, targetPacked
    for (int r = first; r < end; r++) {
      squared_error_row(arena, r * 16 + 76, r * 16 + 140, r * 16 + 204, r + 492);
    }
    // lossRowsGrad : f32[rows<=4] = mean_rows_grad lossGrad
    spreadRows(arena, 460, 508, first, end, rows);
    // yGrad : f32[rows<=4,1] = squared_error_grad y, targetPacked, lossRowsGrad
    for (int r = first; r < end; r++) {
      squared_error_grad_row(arena, r * 16 + 76, r * 16 + 140, r + 508, r * 16 + 268);
    }
    // hiddenPreGrad : f32[rows<=4,3] = dense_input_grad+sigmoid_grad yGrad, y.weightPacked, hidden
    for (int r = first; r < (end / 4) * 4; r += 4) {
      dense_input_grad_sigmoid_grad_4x1(arena, r * 16 + 268, 476, r * 16 + 332, r * 16 + 12);
    }
    for (int r = (end / 4) * 4; r < end; r++) {
      dense_input_grad_sigmoid_grad_1x1(arena, r * 16 + 268, 476, r * 16 + 332, r * 16 + 12);
    }
    // hiddenPreGradPacked : f32[rows<=4,3] = pack hiddenPreGrad
    for (int r = first; r < end; r++) {
      System.arraycopy(arena, r * 16 + 332, arena, r * 16 + 396, 3);
      java.util.Arrays.fill(arena, r * 16 + 399, r * 16 + 412, 0);
    }
  }

  /**
   * Items are tiles of weights.
   */
  private static void phase2(float[] weights, float[] grads, float[] arena, float[] bits,
      float[] target, int rows, int from, int to, int key) {
    // loss : f32[] = mean_rows lossRows
    for (int item = from; item < Math.min(to, 1); item++) {
      meanRows(arena, 492, 76, rows);
    }
    // y.weightGrad : f32[1,3] = dense_weight_grad hidden, yGrad
    for (int item = Math.max(from, 1) - 1; item < Math.min(to, 2) - 1; item++) {
      rowSum1(arena, grads, item * 16 + 268, item * 16 + 108, rows);
    }
    for (int item = Math.max(from, 2) - 2; item < Math.min(to, 3) - 2; item++) {
      dense_weight_grad_3x1(arena, grads, 12, item * 16 + 268, item * 48 + 60, rows);
    }
    // hidden.weightGrad : f32[3,2] = dense_weight_grad bits, hiddenPreGradPacked
    for (int item = Math.max(from, 3) - 3; item < Math.min(to, 4) - 3; item++) {
      rowSum1(arena, grads, item * 16 + 396, item * 16 + 44, rows);
    }
    for (int item = Math.max(from, 4) - 4; item < Math.min(to, 5) - 4; item++) {
      dense_weight_grad_2x1(bits, arena, grads, 0, item * 16 + 396, item * 32 + 12, rows);
    }
  }

  /**
   * hidden : f32[1,3] = dense+sigmoid bits, hidden.weight, hidden.bias
   *
   * <p>{@code for k until 2: c[r][v] += x[r][k] * w[k][v]} with 1 row x 1 vector: 1 accumulators.
   */
  private static void dense_sigmoid_1x1(float[] x, float[] w, float[] y, int xAt, int wAt, int yAt,
      int biasAt) {
    FloatVector b0 = FloatVector.fromArray(F, w, biasAt);
    FloatVector c0_0 = b0;
    for (int k = 0; k < 2; k++) {
      FloatVector x0 = FloatVector.broadcast(F, x[xAt + k]);
      c0_0 = x0.fma(FloatVector.fromArray(F, w, wAt + k * 16), c0_0);
    }
    FloatVector x_m0 = c0_0.mul(0.5f);
    FloatVector t_m1 = x_m0.blend(-7.9f, x_m0.compare(VectorOperators.LT, -7.9f));
    FloatVector t_m2 = t_m1.blend(7.9f, t_m1.compare(VectorOperators.GT, 7.9f));
    FloatVector t2_m3 = t_m2.mul(t_m2);
    FloatVector p_m4 = t2_m3.fma(FloatVector.broadcast(F, -2.7607684E-16f), FloatVector.broadcast(F, 2.000188E-13f));
    FloatVector p_m5 = p_m4.fma(t2_m3, FloatVector.broadcast(F, -8.604672E-11f));
    FloatVector p_m6 = p_m5.fma(t2_m3, FloatVector.broadcast(F, 5.1222973E-8f));
    FloatVector p_m7 = p_m6.fma(t2_m3, FloatVector.broadcast(F, 1.48572235E-5f));
    FloatVector p_m8 = p_m7.fma(t2_m3, FloatVector.broadcast(F, 6.3726195E-4f));
    FloatVector p_m9 = p_m8.fma(t2_m3, FloatVector.broadcast(F, 0.0048935246f));
    FloatVector p_m10 = p_m9.mul(t_m2);
    FloatVector p_m11 = t2_m3.fma(FloatVector.broadcast(F, 1.1982584E-6f), FloatVector.broadcast(F, 1.1853471E-4f));
    FloatVector p_m12 = p_m11.fma(t2_m3, FloatVector.broadcast(F, 0.0022684347f));
    FloatVector p_m13 = p_m12.fma(t2_m3, FloatVector.broadcast(F, 0.004893525f));
    FloatVector y_m14 = p_m10.div(p_m13);
    y_m14.fma(FloatVector.broadcast(F, 0.5f), FloatVector.broadcast(F, 0.5f)).intoArray(y, yAt);
  }

  /**
   * y : f32[1,1] = dense hidden, y.weight, y.bias
   *
   * <p>{@code for k until 3: c[r][v] += x[r][k] * w[k][v]} with 1 row x 1 vector: 1 accumulators.
   */
  private static void dense_1x1(float[] x, float[] w, int xAt, int wAt, int yAt, int biasAt) {
    FloatVector b0 = FloatVector.fromArray(F, w, biasAt);
    FloatVector c0_0 = b0;
    for (int k = 0; k < 3; k++) {
      FloatVector x0 = FloatVector.broadcast(F, x[xAt + k]);
      c0_0 = x0.fma(FloatVector.fromArray(F, w, wAt + k * 16), c0_0);
    }
    c0_0.intoArray(x, yAt);
  }

  /**
   * hidden : f32[rows&lt;=4,3] = dense+sigmoid bits, hidden.weight, hidden.bias
   *
   * <p>{@code for k until 2: c[r][v] += x[r][k] * w[k][v]} with 4 rows x 1 vector: 4 accumulators.
   */
  private static void dense_4x1(float[] x, float[] w, float[] y, int xAt, int wAt, int yAt,
      int biasAt) {
    FloatVector b0 = FloatVector.fromArray(F, w, biasAt);
    FloatVector c0_0 = b0;
    FloatVector c1_0 = b0;
    FloatVector c2_0 = b0;
    FloatVector c3_0 = b0;
    for (int k = 0; k < 2; k++) {
      FloatVector w0 = FloatVector.fromArray(F, w, wAt + k * 16);
      FloatVector x0 = FloatVector.broadcast(F, x[xAt + k]);
      c0_0 = x0.fma(w0, c0_0);
      FloatVector x1 = FloatVector.broadcast(F, x[xAt + k + 2]);
      c1_0 = x1.fma(w0, c1_0);
      FloatVector x2 = FloatVector.broadcast(F, x[xAt + k + 4]);
      c2_0 = x2.fma(w0, c2_0);
      FloatVector x3 = FloatVector.broadcast(F, x[xAt + k + 6]);
      c3_0 = x3.fma(w0, c3_0);
    }
    c0_0.intoArray(y, yAt);
    c1_0.intoArray(y, yAt + 16);
    c2_0.intoArray(y, yAt + 32);
    c3_0.intoArray(y, yAt + 48);
  }

  /**
   * hidden : f32[rows&lt;=4,3] = dense+sigmoid bits, hidden.weight, hidden.bias
   *
   * <p>{@code for k until 2: c[r][v] += x[r][k] * w[k][v]} with 1 row x 1 vector: 1 accumulators.
   */
  private static void dense_1x1_2(float[] x, float[] w, float[] y, int xAt, int wAt, int yAt,
      int biasAt) {
    FloatVector b0 = FloatVector.fromArray(F, w, biasAt);
    FloatVector c0_0 = b0;
    for (int k = 0; k < 2; k++) {
      FloatVector x0 = FloatVector.broadcast(F, x[xAt + k]);
      c0_0 = x0.fma(FloatVector.fromArray(F, w, wAt + k * 16), c0_0);
    }
    c0_0.intoArray(y, yAt);
  }

  /**
   * hidden : f32[rows&lt;=4,3] = dense+sigmoid bits, hidden.weight, hidden.bias
   *
   * <p>sigmoid, elementwise over n elements, pads included.
   */
  private static void sigmoid(float[] x0, int x0At, int yAt, int n) {
    for (int i = 0; i < n; i += 16) {
      FloatVector a0 = FloatVector.fromArray(F, x0, x0At + i);
      FloatVector x_m0 = a0.mul(0.5f);
      FloatVector t_m1 = x_m0.blend(-7.9f, x_m0.compare(VectorOperators.LT, -7.9f));
      FloatVector t_m2 = t_m1.blend(7.9f, t_m1.compare(VectorOperators.GT, 7.9f));
      FloatVector t2_m3 = t_m2.mul(t_m2);
      FloatVector p_m4 = t2_m3.fma(FloatVector.broadcast(F, -2.7607684E-16f), FloatVector.broadcast(F, 2.000188E-13f));
      FloatVector p_m5 = p_m4.fma(t2_m3, FloatVector.broadcast(F, -8.604672E-11f));
      FloatVector p_m6 = p_m5.fma(t2_m3, FloatVector.broadcast(F, 5.1222973E-8f));
      FloatVector p_m7 = p_m6.fma(t2_m3, FloatVector.broadcast(F, 1.48572235E-5f));
      FloatVector p_m8 = p_m7.fma(t2_m3, FloatVector.broadcast(F, 6.3726195E-4f));
      FloatVector p_m9 = p_m8.fma(t2_m3, FloatVector.broadcast(F, 0.0048935246f));
      FloatVector p_m10 = p_m9.mul(t_m2);
      FloatVector p_m11 = t2_m3.fma(FloatVector.broadcast(F, 1.1982584E-6f), FloatVector.broadcast(F, 1.1853471E-4f));
      FloatVector p_m12 = p_m11.fma(t2_m3, FloatVector.broadcast(F, 0.0022684347f));
      FloatVector p_m13 = p_m12.fma(t2_m3, FloatVector.broadcast(F, 0.004893525f));
      FloatVector y_m14 = p_m10.div(p_m13);
      y_m14.fma(FloatVector.broadcast(F, 0.5f), FloatVector.broadcast(F, 0.5f)).intoArray(x0, yAt + i);
    }
  }

  /**
   * y : f32[rows&lt;=4,1] = dense hidden, y.weight, y.bias
   *
   * <p>{@code for k until 3: c[r][v] += x[r][k] * w[k][v]} with 4 rows x 1 vector: 4 accumulators.
   */
  private static void dense_4x1_2(float[] x, float[] w, int xAt, int wAt, int yAt, int biasAt) {
    FloatVector b0 = FloatVector.fromArray(F, w, biasAt);
    FloatVector c0_0 = b0;
    FloatVector c1_0 = b0;
    FloatVector c2_0 = b0;
    FloatVector c3_0 = b0;
    for (int k = 0; k < 3; k++) {
      FloatVector w0 = FloatVector.fromArray(F, w, wAt + k * 16);
      FloatVector x0 = FloatVector.broadcast(F, x[xAt + k]);
      c0_0 = x0.fma(w0, c0_0);
      FloatVector x1 = FloatVector.broadcast(F, x[xAt + k + 16]);
      c1_0 = x1.fma(w0, c1_0);
      FloatVector x2 = FloatVector.broadcast(F, x[xAt + k + 32]);
      c2_0 = x2.fma(w0, c2_0);
      FloatVector x3 = FloatVector.broadcast(F, x[xAt + k + 48]);
      c3_0 = x3.fma(w0, c3_0);
    }
    c0_0.intoArray(x, yAt);
    c1_0.intoArray(x, yAt + 16);
    c2_0.intoArray(x, yAt + 32);
    c3_0.intoArray(x, yAt + 48);
  }

  /**
   * lossGrad : f32[] = constant
   *
   * <p>A constant in all lanes.
   */
  private static void constant(float[] y, int yAt) {
    FloatVector.broadcast(F, 1f).intoArray(y, yAt);
  }

  /**
   * y.weightPacked : f32[1,3] = pack y.weight
   *
   * <p>Part of a panel, transposed: the weights as the backward product streams them.
   */
  private static void transpose(float[] from, float[] to, int fromAt, int toAt, int rows,
      int columns) {
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        to[toAt + j * 16 + i] = from[fromAt + i * 16 + j];
      }
    }
  }

  /**
   * lossRows : f32[rows&lt;=4] = squared_error y, targetPacked
   *
   * <p>loss = mean(f(x, t)).
   */
  private static void squared_error_row(float[] x, int xAt, int tAt, int sAt, int lossAt) {
    FloatVector sum = FloatVector.zero(F);
    FloatVector a = FloatVector.fromArray(F, x, xAt);
    FloatVector b = FloatVector.fromArray(F, x, tAt);
    FloatVector d = a.sub(b);
    FloatVector value = d.mul(d);
    sum = sum.add(FloatVector.zero(F).blend(value, FloatVector.zero(F).addIndex(1).compare(VectorOperators.LT, (float) (1))));
    sum.intoArray(x, sAt);
    x[lossAt] = ((((x[sAt] + x[sAt + 1]) + (x[sAt + 2] + x[sAt + 3])) + ((x[sAt + 4] + x[sAt + 5]) + (x[sAt + 6] + x[sAt + 7]))) + (((x[sAt + 8] + x[sAt + 9]) + (x[sAt + 10] + x[sAt + 11])) + ((x[sAt + 12] + x[sAt + 13]) + (x[sAt + 14] + x[sAt + 15])))) * 1f;
  }

  /**
   * lossRowsGrad : f32[rows&lt;=4] = mean_rows_grad lossGrad
   *
   * <p>xGrad = yGrad / rows for each row.
   */
  private static void spreadRows(float[] yGrad, int yGradAt, int xGradAt, int first, int end,
      int rows) {
    float each = yGrad[yGradAt] / (float) (rows);
    for (int r = first; r < end; r++) {
      yGrad[xGradAt + r] = each;
    }
  }

  /**
   * yGrad : f32[rows&lt;=4,1] = squared_error_grad y, targetPacked, lossRowsGrad
   *
   * <p>grad = lossGrad f'(x, t) / n.
   */
  private static void squared_error_grad_row(float[] x, int xAt, int tAt, int lossGradAt,
      int gradAt) {
    FloatVector scale = FloatVector.broadcast(F, x[lossGradAt] * 1f);
    FloatVector a = FloatVector.fromArray(F, x, xAt);
    FloatVector b = FloatVector.fromArray(F, x, tAt);
    FloatVector value = a.sub(b).mul(2f).mul(scale);
    FloatVector.zero(F).blend(value, FloatVector.zero(F).addIndex(1).compare(VectorOperators.LT, (float) (1))).intoArray(x, gradAt);
  }

  /**
   * hiddenPreGrad : f32[rows&lt;=4,3] = dense_input_grad+sigmoid_grad yGrad, y.weightPacked, hidden
   *
   * <p>{@code for k until 1: c[r][v] += x[r][k] * w[k][v]} with 4 rows x 1 vector: 4 accumulators.
   */
  private static void dense_input_grad_sigmoid_grad_4x1(float[] x, int xAt, int wAt, int yAt,
      int z0At) {
    FloatVector c0_0 = FloatVector.zero(F);
    FloatVector c1_0 = FloatVector.zero(F);
    FloatVector c2_0 = FloatVector.zero(F);
    FloatVector c3_0 = FloatVector.zero(F);
    FloatVector w0 = FloatVector.fromArray(F, x, wAt);
    FloatVector x0 = FloatVector.broadcast(F, x[xAt]);
    c0_0 = x0.fma(w0, c0_0);
    FloatVector x1 = FloatVector.broadcast(F, x[xAt + 16]);
    c1_0 = x1.fma(w0, c1_0);
    FloatVector x2 = FloatVector.broadcast(F, x[xAt + 32]);
    c2_0 = x2.fma(w0, c2_0);
    FloatVector x3 = FloatVector.broadcast(F, x[xAt + 48]);
    c3_0 = x3.fma(w0, c3_0);
    FloatVector v = c0_0;
    v.mul(FloatVector.broadcast(F, 1f).sub(FloatVector.fromArray(F, x, z0At)).mul(FloatVector.fromArray(F, x, z0At))).intoArray(x, yAt);
    FloatVector v_2 = c1_0;
    v_2.mul(FloatVector.broadcast(F, 1f).sub(FloatVector.fromArray(F, x, z0At + 16)).mul(FloatVector.fromArray(F, x, z0At + 16))).intoArray(x, yAt + 16);
    FloatVector v_3 = c2_0;
    v_3.mul(FloatVector.broadcast(F, 1f).sub(FloatVector.fromArray(F, x, z0At + 32)).mul(FloatVector.fromArray(F, x, z0At + 32))).intoArray(x, yAt + 32);
    FloatVector v_4 = c3_0;
    v_4.mul(FloatVector.broadcast(F, 1f).sub(FloatVector.fromArray(F, x, z0At + 48)).mul(FloatVector.fromArray(F, x, z0At + 48))).intoArray(x, yAt + 48);
  }

  /**
   * hiddenPreGrad : f32[rows&lt;=4,3] = dense_input_grad+sigmoid_grad yGrad, y.weightPacked, hidden
   *
   * <p>{@code for k until 1: c[r][v] += x[r][k] * w[k][v]} with 1 row x 1 vector: 1 accumulators.
   */
  private static void dense_input_grad_sigmoid_grad_1x1(float[] x, int xAt, int wAt, int yAt,
      int z0At) {
    FloatVector c0_0 = FloatVector.zero(F);
    FloatVector x0 = FloatVector.broadcast(F, x[xAt]);
    c0_0 = x0.fma(FloatVector.fromArray(F, x, wAt), c0_0);
    FloatVector v = c0_0;
    v.mul(FloatVector.broadcast(F, 1f).sub(FloatVector.fromArray(F, x, z0At)).mul(FloatVector.fromArray(F, x, z0At))).intoArray(x, yAt);
  }

  /**
   * loss : f32[] = mean_rows lossRows
   *
   * <p>y = mean of x over the rows, in their order.
   */
  private static void meanRows(float[] x, int xAt, int yAt, int rows) {
    float sum = 0f;
    for (int r = 0; r < rows; r++) {
      sum = sum + x[xAt + r];
    }
    x[yAt] = sum / (float) (rows);
  }

  /**
   * y.weightGrad : f32[1,3] = dense_weight_grad hidden, yGrad
   *
   * <p>Columns of 1 vectors, added up over the rows.
   */
  private static void rowSum1(float[] x, float[] y, int xAt, int yAt, int rows) {
    FloatVector sum0 = FloatVector.zero(F);
    for (int r = 0; r < rows; r++) {
      sum0 = sum0.add(FloatVector.fromArray(F, x, xAt + r * 16));
    }
    sum0.intoArray(y, yAt);
  }

  /**
   * y.weightGrad : f32[1,3] = dense_weight_grad hidden, yGrad
   *
   * <p>{@code for r until rows: c[k][v] += x[r][k] * yGrad[r][v]} with 3 features x 1 vectors of outputs: 3 accumulators.
   */
  private static void dense_weight_grad_3x1(float[] x, float[] wGrad, int xAt, int yGradAt,
      int wGradAt, int rows) {
    FloatVector c0_0 = FloatVector.zero(F);
    FloatVector c1_0 = FloatVector.zero(F);
    FloatVector c2_0 = FloatVector.zero(F);
    for (int r = 0; r < rows; r++) {
      FloatVector yGrad0 = FloatVector.fromArray(F, x, yGradAt + r * 16);
      FloatVector x0 = FloatVector.broadcast(F, x[xAt + r * 16]);
      c0_0 = x0.fma(yGrad0, c0_0);
      FloatVector x1 = FloatVector.broadcast(F, x[xAt + r * 16 + 1]);
      c1_0 = x1.fma(yGrad0, c1_0);
      FloatVector x2 = FloatVector.broadcast(F, x[xAt + r * 16 + 2]);
      c2_0 = x2.fma(yGrad0, c2_0);
    }
    c0_0.intoArray(wGrad, wGradAt);
    c1_0.intoArray(wGrad, wGradAt + 16);
    c2_0.intoArray(wGrad, wGradAt + 32);
  }

  /**
   * hidden.weightGrad : f32[3,2] = dense_weight_grad bits, hiddenPreGradPacked
   *
   * <p>{@code for r until rows: c[k][v] += x[r][k] * yGrad[r][v]} with 2 features x 1 vectors of outputs: 2 accumulators.
   */
  private static void dense_weight_grad_2x1(float[] x, float[] yGrad, float[] wGrad, int xAt,
      int yGradAt, int wGradAt, int rows) {
    FloatVector c0_0 = FloatVector.zero(F);
    FloatVector c1_0 = FloatVector.zero(F);
    for (int r = 0; r < rows; r++) {
      FloatVector yGrad0 = FloatVector.fromArray(F, yGrad, yGradAt + r * 16);
      FloatVector x0 = FloatVector.broadcast(F, x[xAt + r * 2]);
      c0_0 = x0.fma(yGrad0, c0_0);
      FloatVector x1 = FloatVector.broadcast(F, x[xAt + r * 2 + 1]);
      c1_0 = x1.fma(yGrad0, c1_0);
    }
    c0_0.intoArray(wGrad, wGradAt);
    c1_0.intoArray(wGrad, wGradAt + 16);
  }
}
