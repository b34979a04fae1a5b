import dev.lanewise.runtime.program.Generated;
import dev.lanewise.runtime.program.Layout;
import dev.lanewise.runtime.program.Packing;

/**
 * Xor for plain scalar Java: the programs and their kernels.
 */
@Generated
final class XorNet0 extends XorNet.Code {
  private static final Packing MASTER = Packing.of(76, 76, new int[] {12, 28, 44, 60},
      Layout.of(new int[] {3, 2}, 8, 0, 2, 0, 4, 1, 1, 0, 2, 0, 1, 2, 1),
      Layout.of(new int[] {3}, 3, 0, 1, 0, 1),
      Layout.of(new int[] {1, 3}, 3, 0, 1, 0, 3, 1, 1, 0, 1, 0, 1, 1, 1),
      Layout.of(new int[] {1}, 1, 0, 1, 0, 1));

  private static final Packing LATENCY = Packing.of(76, 76, new int[] {12, 28, 44, 60},
      Layout.of(new int[] {3, 2}, 6, 0, 3, 0, 6, 1, 1, 0, 3, 0, 1, 3, 1),
      Layout.of(new int[] {3}, 3, 0, 1, 0, 1),
      Layout.of(new int[] {1, 3}, 3, 0, 1, 0, 3, 1, 1, 0, 1, 0, 1, 1, 1),
      Layout.of(new int[] {1}, 1, 0, 1, 0, 1));

  static XorNet.Code create() {
    return new XorNet0();
  }

  @Override
  public int bits() {
    return 0;
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
    return 44;
  }

  /**
   * Predicts one sample.
   */
  @Override
  void predictOne(float[] weights, float[] arena, float[] bits, float[] yArray) {
    // hidden : f32[1,3] = dense+sigmoid bits, hidden.weight, hidden.bias
    dense_sigmoid_1x3(bits, weights, arena, 0, 12, 12, 28);
    // y : f32[1,1] = dense hidden, y.weight, y.bias
    dense_1x1(arena, weights, 12, 44, 28, 60);
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
      dense_sigmoid_4x2(bits, weights, arena, r * 2, 12, r * 3 + 12, 28);
    }
    for (int r = (rows / 4) * 4; r < rows; r++) {
      dense_sigmoid_1x2(bits, weights, arena, r * 2, 12, r * 3 + 12, 28);
    }
    for (int r = 0; r < (rows / 4) * 4; r += 4) {
      dense_sigmoid_4x1(bits, weights, arena, r * 2, 16, r * 3 + 14, 30);
    }
    for (int r = (rows / 4) * 4; r < rows; r++) {
      dense_sigmoid_1x1(bits, weights, arena, r * 2, 16, r * 3 + 14, 30);
    }
    // y : f32[rows<=4,1] = dense hidden, y.weight, y.bias
    for (int r = 0; r < (rows / 4) * 4; r += 4) {
      dense_4x1(arena, weights, r * 3 + 12, 44, r + 28, 60);
    }
    for (int r = (rows / 4) * 4; r < rows; r++) {
      dense_1x1(arena, weights, r * 3 + 12, 44, r + 28, 60);
    }
    // y : f32[rows<=4,1] = pack y
    for (int r = 0; r < rows; r++) {
      System.arraycopy(arena, r + 28, yArray, r, 1);
    }
  }

  @Override
  int trainArena() {
    return 156;
  }

  @Override
  int phases() {
    return 3;
  }

  @Override
  int items(int phase, int rows) {
    return switch (phase) {
      case 0 -> 3;
      case 1 -> (rows + 3) / 4;
      default -> 6;
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
    return arena[44];
  }

  /**
   * Items are tiles of weights.
   */
  private static void phase0(float[] weights, float[] grads, float[] arena, float[] bits,
      float[] target, int rows, int from, int to, int key) {
    // lossGrad : f32[] = constant
    for (int item = from; item < Math.min(to, 1); item++) {
      constant(arena, 140);
    }
    // y.weightPacked : f32[1,3] = pack y.weight
    for (int item = Math.max(from, 1) - 1; item < Math.min(to, 2) - 1; item++) {
      transpose(weights, arena, item * 2 + 44, item * 2 + 44, 1, Math.min(item * -2 + 3, 2));
    }
    for (int item = Math.max(from, 2) - 2; item < Math.min(to, 3) - 2; item++) {
      java.util.Arrays.fill(arena, 46, 48, 0);
      transpose(weights, arena, 46, 46, 1, 1);
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
      dense_sigmoid_4x2(bits, weights, arena, r * 2, 12, r * 3 + 12, 28);
    }
    for (int r = (end / 4) * 4; r < end; r++) {
      dense_sigmoid_1x2(bits, weights, arena, r * 2, 12, r * 3 + 12, 28);
    }
    for (int r = first; r < (end / 4) * 4; r += 4) {
      dense_sigmoid_4x1(bits, weights, arena, r * 2, 16, r * 3 + 14, 30);
    }
    for (int r = (end / 4) * 4; r < end; r++) {
      dense_sigmoid_1x1(bits, weights, arena, r * 2, 16, r * 3 + 14, 30);
    }
    // y : f32[rows<=4,1] = dense hidden, y.weight, y.bias
    for (int r = first; r < (end / 4) * 4; r += 4) {
      dense_4x1(arena, weights, r * 3 + 12, 44, r + 60, 60);
    }
    for (int r = (end / 4) * 4; r < end; r++) {
      dense_1x1(arena, weights, r * 3 + 12, 44, r + 60, 60);
    }
    // lossRows : f32[rows<=4] = squared_error y, target
    for (int r = first; r < end; r++) {
      squared_error_row(arena, target, r + 60, r, r + 92, r + 76);
    }
    // lossRowsGrad : f32[rows<=4] = mean_rows_grad lossGrad
    spreadRows(arena, 140, 108, first, end, rows);
    // yGrad : f32[rows<=4,1] = squared_error_grad y, target, lossRowsGrad
    for (int r = first; r < end; r++) {
      squared_error_grad_row(arena, target, r + 60, r, r + 108, r + 124);
    }
    // hiddenPreGrad : f32[rows<=4,3] = dense_input_grad+sigmoid_grad yGrad, y.weightPacked, hidden
    for (int r = first; r < (end / 4) * 4; r += 4) {
      dense_input_grad_sigmoid_grad_4x2(arena, r + 124, 44, r * 3 + 28, r * 3 + 12);
    }
    for (int r = (end / 4) * 4; r < end; r++) {
      dense_input_grad_sigmoid_grad_1x2(arena, r + 124, 44, r * 3 + 28, r * 3 + 12);
    }
    for (int r = first; r < (end / 4) * 4; r += 4) {
      dense_input_grad_sigmoid_grad_4x1(arena, r + 124, 46, r * 3 + 30, r * 3 + 14);
    }
    for (int r = (end / 4) * 4; r < end; r++) {
      dense_input_grad_sigmoid_grad_1x1(arena, r + 124, 46, r * 3 + 30, r * 3 + 14);
    }
  }

  /**
   * Items are tiles of weights.
   */
  private static void phase2(float[] weights, float[] grads, float[] arena, float[] bits,
      float[] target, int rows, int from, int to, int key) {
    // loss : f32[] = mean_rows lossRows
    for (int item = from; item < Math.min(to, 1); item++) {
      meanRows(arena, 76, 44, rows);
    }
    // y.weightGrad : f32[1,3] = dense_weight_grad hidden, yGrad
    for (int item = Math.max(from, 1) - 1; item < Math.min(to, 2) - 1; item++) {
      rowSum1(arena, grads, item + 124, item + 60, rows);
    }
    for (int item = Math.max(from, 2) - 2; item < Math.min(to, 3) - 2; item++) {
      dense_weight_grad_3x1(arena, grads, 12, item + 124, item * 3 + 44, rows);
    }
    // hidden.weightGrad : f32[3,2] = dense_weight_grad bits, hiddenPreGrad
    for (int item = Math.max(from, 3) - 3; item < Math.min(to, 4) - 3; item++) {
      rowSum3(arena, grads, item * 3 + 28, item * 3 + 28, rows);
    }
    for (int item = Math.max(from, 4) - 4; item < Math.min(to, 5) - 4; item++) {
      dense_weight_grad_2x2(bits, arena, grads, 0, item * 2 + 28, item * 4 + 12, rows);
    }
    for (int item = Math.max(from, 5) - 5; item < Math.min(to, 6) - 5; item++) {
      dense_weight_grad_2x1(bits, arena, grads, 0, item * 2 + 30, (item * 2 + 2) * 2 + 12, rows);
    }
  }

  /**
   * hidden : f32[1,3] = dense+sigmoid bits, hidden.weight, hidden.bias
   *
   * <p>{@code for k until 2: c[r][v] += x[r][k] * w[k][v]} with 1 row x 3 vectors: 3 accumulators.
   */
  private static void dense_sigmoid_1x3(float[] x, float[] w, float[] y, int xAt, int wAt, int yAt,
      int biasAt) {
    float b0 = w[biasAt];
    float c0_0 = b0;
    float b1 = w[biasAt + 1];
    float c0_1 = b1;
    float b2 = w[biasAt + 2];
    float c0_2 = b2;
    for (int k = 0; k < 2; k++) {
      float x0 = x[xAt + k];
      c0_0 = x0 * w[wAt + k * 3] + c0_0;
      c0_1 = x0 * w[wAt + k * 3 + 1] + c0_1;
      c0_2 = x0 * w[wAt + k * 3 + 2] + c0_2;
    }
    float x_m0 = c0_0 * 0.5f;
    float t_m1 = Math.min(Math.max(x_m0, -7.9f), 7.9f);
    float t2_m2 = t_m1 * t_m1;
    float p_m3 = t2_m2 * -2.7607684E-16f + 2.000188E-13f;
    float p_m4 = p_m3 * t2_m2 + -8.604672E-11f;
    float p_m5 = p_m4 * t2_m2 + 5.1222973E-8f;
    float p_m6 = p_m5 * t2_m2 + 1.48572235E-5f;
    float p_m7 = p_m6 * t2_m2 + 6.3726195E-4f;
    float p_m8 = p_m7 * t2_m2 + 0.0048935246f;
    float p_m9 = p_m8 * t_m1;
    float p_m10 = t2_m2 * 1.1982584E-6f + 1.1853471E-4f;
    float p_m11 = p_m10 * t2_m2 + 0.0022684347f;
    float p_m12 = p_m11 * t2_m2 + 0.004893525f;
    float y_m13 = p_m9 / p_m12;
    y[yAt] = y_m13 * 0.5f + 0.5f;
    float x_m14 = c0_1 * 0.5f;
    float t_m15 = Math.min(Math.max(x_m14, -7.9f), 7.9f);
    float t2_m16 = t_m15 * t_m15;
    float p_m17 = t2_m16 * -2.7607684E-16f + 2.000188E-13f;
    float p_m18 = p_m17 * t2_m16 + -8.604672E-11f;
    float p_m19 = p_m18 * t2_m16 + 5.1222973E-8f;
    float p_m20 = p_m19 * t2_m16 + 1.48572235E-5f;
    float p_m21 = p_m20 * t2_m16 + 6.3726195E-4f;
    float p_m22 = p_m21 * t2_m16 + 0.0048935246f;
    float p_m23 = p_m22 * t_m15;
    float p_m24 = t2_m16 * 1.1982584E-6f + 1.1853471E-4f;
    float p_m25 = p_m24 * t2_m16 + 0.0022684347f;
    float p_m26 = p_m25 * t2_m16 + 0.004893525f;
    float y_m27 = p_m23 / p_m26;
    y[yAt + 1] = y_m27 * 0.5f + 0.5f;
    float x_m28 = c0_2 * 0.5f;
    float t_m29 = Math.min(Math.max(x_m28, -7.9f), 7.9f);
    float t2_m30 = t_m29 * t_m29;
    float p_m31 = t2_m30 * -2.7607684E-16f + 2.000188E-13f;
    float p_m32 = p_m31 * t2_m30 + -8.604672E-11f;
    float p_m33 = p_m32 * t2_m30 + 5.1222973E-8f;
    float p_m34 = p_m33 * t2_m30 + 1.48572235E-5f;
    float p_m35 = p_m34 * t2_m30 + 6.3726195E-4f;
    float p_m36 = p_m35 * t2_m30 + 0.0048935246f;
    float p_m37 = p_m36 * t_m29;
    float p_m38 = t2_m30 * 1.1982584E-6f + 1.1853471E-4f;
    float p_m39 = p_m38 * t2_m30 + 0.0022684347f;
    float p_m40 = p_m39 * t2_m30 + 0.004893525f;
    float y_m41 = p_m37 / p_m40;
    y[yAt + 2] = y_m41 * 0.5f + 0.5f;
  }

  /**
   * y : f32[1,1] = dense hidden, y.weight, y.bias
   *
   * <p>{@code for k until 3: c[r][v] += x[r][k] * w[k][v]} with 1 row x 1 vector: 1 accumulators.
   */
  private static void dense_1x1(float[] x, float[] w, int xAt, int wAt, int yAt, int biasAt) {
    float b0 = w[biasAt];
    float c0_0 = b0;
    for (int k = 0; k < 3; k++) {
      float x0 = x[xAt + k];
      c0_0 = x0 * w[wAt + k] + c0_0;
    }
    x[yAt] = c0_0;
  }

  /**
   * hidden : f32[rows&lt;=4,3] = dense+sigmoid bits, hidden.weight, hidden.bias
   *
   * <p>{@code for k until 2: c[r][v] += x[r][k] * w[k][v]} with 4 rows x 2 vectors: 8 accumulators.
   */
  private static void dense_sigmoid_4x2(float[] x, float[] w, float[] y, int xAt, int wAt, int yAt,
      int biasAt) {
    float b0 = w[biasAt];
    float c0_0 = b0;
    float c1_0 = b0;
    float c2_0 = b0;
    float c3_0 = b0;
    float b1 = w[biasAt + 1];
    float c0_1 = b1;
    float c1_1 = b1;
    float c2_1 = b1;
    float c3_1 = b1;
    for (int k = 0; k < 2; k++) {
      float w0 = w[wAt + k * 2];
      float w1 = w[wAt + k * 2 + 1];
      float x0 = x[xAt + k];
      c0_0 = x0 * w0 + c0_0;
      c0_1 = x0 * w1 + c0_1;
      float x1 = x[xAt + k + 2];
      c1_0 = x1 * w0 + c1_0;
      c1_1 = x1 * w1 + c1_1;
      float x2 = x[xAt + k + 4];
      c2_0 = x2 * w0 + c2_0;
      c2_1 = x2 * w1 + c2_1;
      float x3 = x[xAt + k + 6];
      c3_0 = x3 * w0 + c3_0;
      c3_1 = x3 * w1 + c3_1;
    }
    float x_m0 = c0_0 * 0.5f;
    float t_m1 = Math.min(Math.max(x_m0, -7.9f), 7.9f);
    float t2_m2 = t_m1 * t_m1;
    float p_m3 = t2_m2 * -2.7607684E-16f + 2.000188E-13f;
    float p_m4 = p_m3 * t2_m2 + -8.604672E-11f;
    float p_m5 = p_m4 * t2_m2 + 5.1222973E-8f;
    float p_m6 = p_m5 * t2_m2 + 1.48572235E-5f;
    float p_m7 = p_m6 * t2_m2 + 6.3726195E-4f;
    float p_m8 = p_m7 * t2_m2 + 0.0048935246f;
    float p_m9 = p_m8 * t_m1;
    float p_m10 = t2_m2 * 1.1982584E-6f + 1.1853471E-4f;
    float p_m11 = p_m10 * t2_m2 + 0.0022684347f;
    float p_m12 = p_m11 * t2_m2 + 0.004893525f;
    float y_m13 = p_m9 / p_m12;
    y[yAt] = y_m13 * 0.5f + 0.5f;
    float x_m14 = c0_1 * 0.5f;
    float t_m15 = Math.min(Math.max(x_m14, -7.9f), 7.9f);
    float t2_m16 = t_m15 * t_m15;
    float p_m17 = t2_m16 * -2.7607684E-16f + 2.000188E-13f;
    float p_m18 = p_m17 * t2_m16 + -8.604672E-11f;
    float p_m19 = p_m18 * t2_m16 + 5.1222973E-8f;
    float p_m20 = p_m19 * t2_m16 + 1.48572235E-5f;
    float p_m21 = p_m20 * t2_m16 + 6.3726195E-4f;
    float p_m22 = p_m21 * t2_m16 + 0.0048935246f;
    float p_m23 = p_m22 * t_m15;
    float p_m24 = t2_m16 * 1.1982584E-6f + 1.1853471E-4f;
    float p_m25 = p_m24 * t2_m16 + 0.0022684347f;
    float p_m26 = p_m25 * t2_m16 + 0.004893525f;
    float y_m27 = p_m23 / p_m26;
    y[yAt + 1] = y_m27 * 0.5f + 0.5f;
    float x_m28 = c1_0 * 0.5f;
    float t_m29 = Math.min(Math.max(x_m28, -7.9f), 7.9f);
    float t2_m30 = t_m29 * t_m29;
    float p_m31 = t2_m30 * -2.7607684E-16f + 2.000188E-13f;
    float p_m32 = p_m31 * t2_m30 + -8.604672E-11f;
    float p_m33 = p_m32 * t2_m30 + 5.1222973E-8f;
    float p_m34 = p_m33 * t2_m30 + 1.48572235E-5f;
    float p_m35 = p_m34 * t2_m30 + 6.3726195E-4f;
    float p_m36 = p_m35 * t2_m30 + 0.0048935246f;
    float p_m37 = p_m36 * t_m29;
    float p_m38 = t2_m30 * 1.1982584E-6f + 1.1853471E-4f;
    float p_m39 = p_m38 * t2_m30 + 0.0022684347f;
    float p_m40 = p_m39 * t2_m30 + 0.004893525f;
    float y_m41 = p_m37 / p_m40;
    y[yAt + 3] = y_m41 * 0.5f + 0.5f;
    float x_m42 = c1_1 * 0.5f;
    float t_m43 = Math.min(Math.max(x_m42, -7.9f), 7.9f);
    float t2_m44 = t_m43 * t_m43;
    float p_m45 = t2_m44 * -2.7607684E-16f + 2.000188E-13f;
    float p_m46 = p_m45 * t2_m44 + -8.604672E-11f;
    float p_m47 = p_m46 * t2_m44 + 5.1222973E-8f;
    float p_m48 = p_m47 * t2_m44 + 1.48572235E-5f;
    float p_m49 = p_m48 * t2_m44 + 6.3726195E-4f;
    float p_m50 = p_m49 * t2_m44 + 0.0048935246f;
    float p_m51 = p_m50 * t_m43;
    float p_m52 = t2_m44 * 1.1982584E-6f + 1.1853471E-4f;
    float p_m53 = p_m52 * t2_m44 + 0.0022684347f;
    float p_m54 = p_m53 * t2_m44 + 0.004893525f;
    float y_m55 = p_m51 / p_m54;
    y[yAt + 4] = y_m55 * 0.5f + 0.5f;
    float x_m56 = c2_0 * 0.5f;
    float t_m57 = Math.min(Math.max(x_m56, -7.9f), 7.9f);
    float t2_m58 = t_m57 * t_m57;
    float p_m59 = t2_m58 * -2.7607684E-16f + 2.000188E-13f;
    float p_m60 = p_m59 * t2_m58 + -8.604672E-11f;
    float p_m61 = p_m60 * t2_m58 + 5.1222973E-8f;
    float p_m62 = p_m61 * t2_m58 + 1.48572235E-5f;
    float p_m63 = p_m62 * t2_m58 + 6.3726195E-4f;
    float p_m64 = p_m63 * t2_m58 + 0.0048935246f;
    float p_m65 = p_m64 * t_m57;
    float p_m66 = t2_m58 * 1.1982584E-6f + 1.1853471E-4f;
    float p_m67 = p_m66 * t2_m58 + 0.0022684347f;
    float p_m68 = p_m67 * t2_m58 + 0.004893525f;
    float y_m69 = p_m65 / p_m68;
    y[yAt + 6] = y_m69 * 0.5f + 0.5f;
    float x_m70 = c2_1 * 0.5f;
    float t_m71 = Math.min(Math.max(x_m70, -7.9f), 7.9f);
    float t2_m72 = t_m71 * t_m71;
    float p_m73 = t2_m72 * -2.7607684E-16f + 2.000188E-13f;
    float p_m74 = p_m73 * t2_m72 + -8.604672E-11f;
    float p_m75 = p_m74 * t2_m72 + 5.1222973E-8f;
    float p_m76 = p_m75 * t2_m72 + 1.48572235E-5f;
    float p_m77 = p_m76 * t2_m72 + 6.3726195E-4f;
    float p_m78 = p_m77 * t2_m72 + 0.0048935246f;
    float p_m79 = p_m78 * t_m71;
    float p_m80 = t2_m72 * 1.1982584E-6f + 1.1853471E-4f;
    float p_m81 = p_m80 * t2_m72 + 0.0022684347f;
    float p_m82 = p_m81 * t2_m72 + 0.004893525f;
    float y_m83 = p_m79 / p_m82;
    y[yAt + 7] = y_m83 * 0.5f + 0.5f;
    float x_m84 = c3_0 * 0.5f;
    float t_m85 = Math.min(Math.max(x_m84, -7.9f), 7.9f);
    float t2_m86 = t_m85 * t_m85;
    float p_m87 = t2_m86 * -2.7607684E-16f + 2.000188E-13f;
    float p_m88 = p_m87 * t2_m86 + -8.604672E-11f;
    float p_m89 = p_m88 * t2_m86 + 5.1222973E-8f;
    float p_m90 = p_m89 * t2_m86 + 1.48572235E-5f;
    float p_m91 = p_m90 * t2_m86 + 6.3726195E-4f;
    float p_m92 = p_m91 * t2_m86 + 0.0048935246f;
    float p_m93 = p_m92 * t_m85;
    float p_m94 = t2_m86 * 1.1982584E-6f + 1.1853471E-4f;
    float p_m95 = p_m94 * t2_m86 + 0.0022684347f;
    float p_m96 = p_m95 * t2_m86 + 0.004893525f;
    float y_m97 = p_m93 / p_m96;
    y[yAt + 9] = y_m97 * 0.5f + 0.5f;
    float x_m98 = c3_1 * 0.5f;
    float t_m99 = Math.min(Math.max(x_m98, -7.9f), 7.9f);
    float t2_m100 = t_m99 * t_m99;
    float p_m101 = t2_m100 * -2.7607684E-16f + 2.000188E-13f;
    float p_m102 = p_m101 * t2_m100 + -8.604672E-11f;
    float p_m103 = p_m102 * t2_m100 + 5.1222973E-8f;
    float p_m104 = p_m103 * t2_m100 + 1.48572235E-5f;
    float p_m105 = p_m104 * t2_m100 + 6.3726195E-4f;
    float p_m106 = p_m105 * t2_m100 + 0.0048935246f;
    float p_m107 = p_m106 * t_m99;
    float p_m108 = t2_m100 * 1.1982584E-6f + 1.1853471E-4f;
    float p_m109 = p_m108 * t2_m100 + 0.0022684347f;
    float p_m110 = p_m109 * t2_m100 + 0.004893525f;
    float y_m111 = p_m107 / p_m110;
    y[yAt + 10] = y_m111 * 0.5f + 0.5f;
  }

  /**
   * hidden : f32[rows&lt;=4,3] = dense+sigmoid bits, hidden.weight, hidden.bias
   *
   * <p>{@code for k until 2: c[r][v] += x[r][k] * w[k][v]} with 1 row x 2 vectors: 2 accumulators.
   */
  private static void dense_sigmoid_1x2(float[] x, float[] w, float[] y, int xAt, int wAt, int yAt,
      int biasAt) {
    float b0 = w[biasAt];
    float c0_0 = b0;
    float b1 = w[biasAt + 1];
    float c0_1 = b1;
    for (int k = 0; k < 2; k++) {
      float x0 = x[xAt + k];
      c0_0 = x0 * w[wAt + k * 2] + c0_0;
      c0_1 = x0 * w[wAt + k * 2 + 1] + c0_1;
    }
    float x_m0 = c0_0 * 0.5f;
    float t_m1 = Math.min(Math.max(x_m0, -7.9f), 7.9f);
    float t2_m2 = t_m1 * t_m1;
    float p_m3 = t2_m2 * -2.7607684E-16f + 2.000188E-13f;
    float p_m4 = p_m3 * t2_m2 + -8.604672E-11f;
    float p_m5 = p_m4 * t2_m2 + 5.1222973E-8f;
    float p_m6 = p_m5 * t2_m2 + 1.48572235E-5f;
    float p_m7 = p_m6 * t2_m2 + 6.3726195E-4f;
    float p_m8 = p_m7 * t2_m2 + 0.0048935246f;
    float p_m9 = p_m8 * t_m1;
    float p_m10 = t2_m2 * 1.1982584E-6f + 1.1853471E-4f;
    float p_m11 = p_m10 * t2_m2 + 0.0022684347f;
    float p_m12 = p_m11 * t2_m2 + 0.004893525f;
    float y_m13 = p_m9 / p_m12;
    y[yAt] = y_m13 * 0.5f + 0.5f;
    float x_m14 = c0_1 * 0.5f;
    float t_m15 = Math.min(Math.max(x_m14, -7.9f), 7.9f);
    float t2_m16 = t_m15 * t_m15;
    float p_m17 = t2_m16 * -2.7607684E-16f + 2.000188E-13f;
    float p_m18 = p_m17 * t2_m16 + -8.604672E-11f;
    float p_m19 = p_m18 * t2_m16 + 5.1222973E-8f;
    float p_m20 = p_m19 * t2_m16 + 1.48572235E-5f;
    float p_m21 = p_m20 * t2_m16 + 6.3726195E-4f;
    float p_m22 = p_m21 * t2_m16 + 0.0048935246f;
    float p_m23 = p_m22 * t_m15;
    float p_m24 = t2_m16 * 1.1982584E-6f + 1.1853471E-4f;
    float p_m25 = p_m24 * t2_m16 + 0.0022684347f;
    float p_m26 = p_m25 * t2_m16 + 0.004893525f;
    float y_m27 = p_m23 / p_m26;
    y[yAt + 1] = y_m27 * 0.5f + 0.5f;
  }

  /**
   * hidden : f32[rows&lt;=4,3] = dense+sigmoid bits, hidden.weight, hidden.bias
   *
   * <p>{@code for k until 2: c[r][v] += x[r][k] * w[k][v]} with 4 rows x 1 vector: 4 accumulators.
   */
  private static void dense_sigmoid_4x1(float[] x, float[] w, float[] y, int xAt, int wAt, int yAt,
      int biasAt) {
    float b0 = w[biasAt];
    float c0_0 = b0;
    float c1_0 = b0;
    float c2_0 = b0;
    float c3_0 = b0;
    for (int k = 0; k < 2; k++) {
      float w0 = w[wAt + k * 2];
      float x0 = x[xAt + k];
      c0_0 = x0 * w0 + c0_0;
      float x1 = x[xAt + k + 2];
      c1_0 = x1 * w0 + c1_0;
      float x2 = x[xAt + k + 4];
      c2_0 = x2 * w0 + c2_0;
      float x3 = x[xAt + k + 6];
      c3_0 = x3 * w0 + c3_0;
    }
    float x_m0 = c0_0 * 0.5f;
    float t_m1 = Math.min(Math.max(x_m0, -7.9f), 7.9f);
    float t2_m2 = t_m1 * t_m1;
    float p_m3 = t2_m2 * -2.7607684E-16f + 2.000188E-13f;
    float p_m4 = p_m3 * t2_m2 + -8.604672E-11f;
    float p_m5 = p_m4 * t2_m2 + 5.1222973E-8f;
    float p_m6 = p_m5 * t2_m2 + 1.48572235E-5f;
    float p_m7 = p_m6 * t2_m2 + 6.3726195E-4f;
    float p_m8 = p_m7 * t2_m2 + 0.0048935246f;
    float p_m9 = p_m8 * t_m1;
    float p_m10 = t2_m2 * 1.1982584E-6f + 1.1853471E-4f;
    float p_m11 = p_m10 * t2_m2 + 0.0022684347f;
    float p_m12 = p_m11 * t2_m2 + 0.004893525f;
    float y_m13 = p_m9 / p_m12;
    y[yAt] = y_m13 * 0.5f + 0.5f;
    float x_m14 = c1_0 * 0.5f;
    float t_m15 = Math.min(Math.max(x_m14, -7.9f), 7.9f);
    float t2_m16 = t_m15 * t_m15;
    float p_m17 = t2_m16 * -2.7607684E-16f + 2.000188E-13f;
    float p_m18 = p_m17 * t2_m16 + -8.604672E-11f;
    float p_m19 = p_m18 * t2_m16 + 5.1222973E-8f;
    float p_m20 = p_m19 * t2_m16 + 1.48572235E-5f;
    float p_m21 = p_m20 * t2_m16 + 6.3726195E-4f;
    float p_m22 = p_m21 * t2_m16 + 0.0048935246f;
    float p_m23 = p_m22 * t_m15;
    float p_m24 = t2_m16 * 1.1982584E-6f + 1.1853471E-4f;
    float p_m25 = p_m24 * t2_m16 + 0.0022684347f;
    float p_m26 = p_m25 * t2_m16 + 0.004893525f;
    float y_m27 = p_m23 / p_m26;
    y[yAt + 3] = y_m27 * 0.5f + 0.5f;
    float x_m28 = c2_0 * 0.5f;
    float t_m29 = Math.min(Math.max(x_m28, -7.9f), 7.9f);
    float t2_m30 = t_m29 * t_m29;
    float p_m31 = t2_m30 * -2.7607684E-16f + 2.000188E-13f;
    float p_m32 = p_m31 * t2_m30 + -8.604672E-11f;
    float p_m33 = p_m32 * t2_m30 + 5.1222973E-8f;
    float p_m34 = p_m33 * t2_m30 + 1.48572235E-5f;
    float p_m35 = p_m34 * t2_m30 + 6.3726195E-4f;
    float p_m36 = p_m35 * t2_m30 + 0.0048935246f;
    float p_m37 = p_m36 * t_m29;
    float p_m38 = t2_m30 * 1.1982584E-6f + 1.1853471E-4f;
    float p_m39 = p_m38 * t2_m30 + 0.0022684347f;
    float p_m40 = p_m39 * t2_m30 + 0.004893525f;
    float y_m41 = p_m37 / p_m40;
    y[yAt + 6] = y_m41 * 0.5f + 0.5f;
    float x_m42 = c3_0 * 0.5f;
    float t_m43 = Math.min(Math.max(x_m42, -7.9f), 7.9f);
    float t2_m44 = t_m43 * t_m43;
    float p_m45 = t2_m44 * -2.7607684E-16f + 2.000188E-13f;
    float p_m46 = p_m45 * t2_m44 + -8.604672E-11f;
    float p_m47 = p_m46 * t2_m44 + 5.1222973E-8f;
    float p_m48 = p_m47 * t2_m44 + 1.48572235E-5f;
    float p_m49 = p_m48 * t2_m44 + 6.3726195E-4f;
    float p_m50 = p_m49 * t2_m44 + 0.0048935246f;
    float p_m51 = p_m50 * t_m43;
    float p_m52 = t2_m44 * 1.1982584E-6f + 1.1853471E-4f;
    float p_m53 = p_m52 * t2_m44 + 0.0022684347f;
    float p_m54 = p_m53 * t2_m44 + 0.004893525f;
    float y_m55 = p_m51 / p_m54;
    y[yAt + 9] = y_m55 * 0.5f + 0.5f;
  }

  /**
   * hidden : f32[rows&lt;=4,3] = dense+sigmoid bits, hidden.weight, hidden.bias
   *
   * <p>{@code for k until 2: c[r][v] += x[r][k] * w[k][v]} with 1 row x 1 vector: 1 accumulators.
   */
  private static void dense_sigmoid_1x1(float[] x, float[] w, float[] y, int xAt, int wAt, int yAt,
      int biasAt) {
    float b0 = w[biasAt];
    float c0_0 = b0;
    for (int k = 0; k < 2; k++) {
      float x0 = x[xAt + k];
      c0_0 = x0 * w[wAt + k * 2] + c0_0;
    }
    float x_m0 = c0_0 * 0.5f;
    float t_m1 = Math.min(Math.max(x_m0, -7.9f), 7.9f);
    float t2_m2 = t_m1 * t_m1;
    float p_m3 = t2_m2 * -2.7607684E-16f + 2.000188E-13f;
    float p_m4 = p_m3 * t2_m2 + -8.604672E-11f;
    float p_m5 = p_m4 * t2_m2 + 5.1222973E-8f;
    float p_m6 = p_m5 * t2_m2 + 1.48572235E-5f;
    float p_m7 = p_m6 * t2_m2 + 6.3726195E-4f;
    float p_m8 = p_m7 * t2_m2 + 0.0048935246f;
    float p_m9 = p_m8 * t_m1;
    float p_m10 = t2_m2 * 1.1982584E-6f + 1.1853471E-4f;
    float p_m11 = p_m10 * t2_m2 + 0.0022684347f;
    float p_m12 = p_m11 * t2_m2 + 0.004893525f;
    float y_m13 = p_m9 / p_m12;
    y[yAt] = y_m13 * 0.5f + 0.5f;
  }

  /**
   * y : f32[rows&lt;=4,1] = dense hidden, y.weight, y.bias
   *
   * <p>{@code for k until 3: c[r][v] += x[r][k] * w[k][v]} with 4 rows x 1 vector: 4 accumulators.
   */
  private static void dense_4x1(float[] x, float[] w, int xAt, int wAt, int yAt, int biasAt) {
    float b0 = w[biasAt];
    float c0_0 = b0;
    float c1_0 = b0;
    float c2_0 = b0;
    float c3_0 = b0;
    for (int k = 0; k < 3; k++) {
      float w0 = w[wAt + k];
      float x0 = x[xAt + k];
      c0_0 = x0 * w0 + c0_0;
      float x1 = x[xAt + k + 3];
      c1_0 = x1 * w0 + c1_0;
      float x2 = x[xAt + k + 6];
      c2_0 = x2 * w0 + c2_0;
      float x3 = x[xAt + k + 9];
      c3_0 = x3 * w0 + c3_0;
    }
    x[yAt] = c0_0;
    x[yAt + 1] = c1_0;
    x[yAt + 2] = c2_0;
    x[yAt + 3] = c3_0;
  }

  /**
   * lossGrad : f32[] = constant
   *
   * <p>A constant in all lanes.
   */
  private static void constant(float[] y, int yAt) {
    y[yAt] = 1f;
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
        to[toAt + j * 2 + i] = from[fromAt + i + j];
      }
    }
  }

  /**
   * lossRows : f32[rows&lt;=4] = squared_error y, target
   *
   * <p>loss = mean(f(x, t)).
   */
  private static void squared_error_row(float[] x, float[] t, int xAt, int tAt, int sAt,
      int lossAt) {
    float sum = 0f;
    float a = x[xAt];
    float b = t[tAt];
    float d = a - b;
    sum = sum + (d * d);
    x[lossAt] = sum * 1f;
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
   * yGrad : f32[rows&lt;=4,1] = squared_error_grad y, target, lossRowsGrad
   *
   * <p>grad = lossGrad f'(x, t) / n.
   */
  private static void squared_error_grad_row(float[] x, float[] t, int xAt, int tAt, int lossGradAt,
      int gradAt) {
    float scale = x[lossGradAt] * 1f;
    float a = x[xAt];
    float b = t[tAt];
    x[gradAt] = ((a - b) * 2f) * scale;
  }

  /**
   * hiddenPreGrad : f32[rows&lt;=4,3] = dense_input_grad+sigmoid_grad yGrad, y.weightPacked, hidden
   *
   * <p>{@code for k until 1: c[r][v] += x[r][k] * w[k][v]} with 4 rows x 2 vectors: 8 accumulators.
   */
  private static void dense_input_grad_sigmoid_grad_4x2(float[] x, int xAt, int wAt, int yAt,
      int z0At) {
    float c0_0 = 0f;
    float c1_0 = 0f;
    float c2_0 = 0f;
    float c3_0 = 0f;
    float c0_1 = 0f;
    float c1_1 = 0f;
    float c2_1 = 0f;
    float c3_1 = 0f;
    float w0 = x[wAt];
    float w1 = x[wAt + 1];
    float x0 = x[xAt];
    c0_0 = x0 * w0 + c0_0;
    c0_1 = x0 * w1 + c0_1;
    float x1 = x[xAt + 1];
    c1_0 = x1 * w0 + c1_0;
    c1_1 = x1 * w1 + c1_1;
    float x2 = x[xAt + 2];
    c2_0 = x2 * w0 + c2_0;
    c2_1 = x2 * w1 + c2_1;
    float x3 = x[xAt + 3];
    c3_0 = x3 * w0 + c3_0;
    c3_1 = x3 * w1 + c3_1;
    float v = c0_0;
    x[yAt] = v * ((1f - x[z0At]) * x[z0At]);
    float v_2 = c0_1;
    x[yAt + 1] = v_2 * ((1f - x[z0At + 1]) * x[z0At + 1]);
    float v_3 = c1_0;
    x[yAt + 3] = v_3 * ((1f - x[z0At + 3]) * x[z0At + 3]);
    float v_4 = c1_1;
    x[yAt + 4] = v_4 * ((1f - x[z0At + 4]) * x[z0At + 4]);
    float v_5 = c2_0;
    x[yAt + 6] = v_5 * ((1f - x[z0At + 6]) * x[z0At + 6]);
    float v_6 = c2_1;
    x[yAt + 7] = v_6 * ((1f - x[z0At + 7]) * x[z0At + 7]);
    float v_7 = c3_0;
    x[yAt + 9] = v_7 * ((1f - x[z0At + 9]) * x[z0At + 9]);
    float v_8 = c3_1;
    x[yAt + 10] = v_8 * ((1f - x[z0At + 10]) * x[z0At + 10]);
  }

  /**
   * hiddenPreGrad : f32[rows&lt;=4,3] = dense_input_grad+sigmoid_grad yGrad, y.weightPacked, hidden
   *
   * <p>{@code for k until 1: c[r][v] += x[r][k] * w[k][v]} with 1 row x 2 vectors: 2 accumulators.
   */
  private static void dense_input_grad_sigmoid_grad_1x2(float[] x, int xAt, int wAt, int yAt,
      int z0At) {
    float c0_0 = 0f;
    float c0_1 = 0f;
    float x0 = x[xAt];
    c0_0 = x0 * x[wAt] + c0_0;
    c0_1 = x0 * x[wAt + 1] + c0_1;
    float v = c0_0;
    x[yAt] = v * ((1f - x[z0At]) * x[z0At]);
    float v_2 = c0_1;
    x[yAt + 1] = v_2 * ((1f - x[z0At + 1]) * x[z0At + 1]);
  }

  /**
   * hiddenPreGrad : f32[rows&lt;=4,3] = dense_input_grad+sigmoid_grad yGrad, y.weightPacked, hidden
   *
   * <p>{@code for k until 1: c[r][v] += x[r][k] * w[k][v]} with 4 rows x 1 vector: 4 accumulators.
   */
  private static void dense_input_grad_sigmoid_grad_4x1(float[] x, int xAt, int wAt, int yAt,
      int z0At) {
    float c0_0 = 0f;
    float c1_0 = 0f;
    float c2_0 = 0f;
    float c3_0 = 0f;
    float w0 = x[wAt];
    float x0 = x[xAt];
    c0_0 = x0 * w0 + c0_0;
    float x1 = x[xAt + 1];
    c1_0 = x1 * w0 + c1_0;
    float x2 = x[xAt + 2];
    c2_0 = x2 * w0 + c2_0;
    float x3 = x[xAt + 3];
    c3_0 = x3 * w0 + c3_0;
    float v = c0_0;
    x[yAt] = v * ((1f - x[z0At]) * x[z0At]);
    float v_2 = c1_0;
    x[yAt + 3] = v_2 * ((1f - x[z0At + 3]) * x[z0At + 3]);
    float v_3 = c2_0;
    x[yAt + 6] = v_3 * ((1f - x[z0At + 6]) * x[z0At + 6]);
    float v_4 = c3_0;
    x[yAt + 9] = v_4 * ((1f - x[z0At + 9]) * x[z0At + 9]);
  }

  /**
   * hiddenPreGrad : f32[rows&lt;=4,3] = dense_input_grad+sigmoid_grad yGrad, y.weightPacked, hidden
   *
   * <p>{@code for k until 1: c[r][v] += x[r][k] * w[k][v]} with 1 row x 1 vector: 1 accumulators.
   */
  private static void dense_input_grad_sigmoid_grad_1x1(float[] x, int xAt, int wAt, int yAt,
      int z0At) {
    float c0_0 = 0f;
    float x0 = x[xAt];
    c0_0 = x0 * x[wAt] + c0_0;
    float v = c0_0;
    x[yAt] = v * ((1f - x[z0At]) * x[z0At]);
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
    float sum0 = 0f;
    for (int r = 0; r < rows; r++) {
      sum0 = sum0 + x[xAt + r];
    }
    y[yAt] = sum0;
  }

  /**
   * y.weightGrad : f32[1,3] = dense_weight_grad hidden, yGrad
   *
   * <p>{@code for r until rows: c[k][v] += x[r][k] * yGrad[r][v]} with 3 features x 1 vectors of outputs: 3 accumulators.
   */
  private static void dense_weight_grad_3x1(float[] x, float[] wGrad, int xAt, int yGradAt,
      int wGradAt, int rows) {
    float c0_0 = 0f;
    float c1_0 = 0f;
    float c2_0 = 0f;
    for (int r = 0; r < rows; r++) {
      float yGrad0 = x[yGradAt + r];
      float x0 = x[xAt + r * 3];
      c0_0 = x0 * yGrad0 + c0_0;
      float x1 = x[xAt + r * 3 + 1];
      c1_0 = x1 * yGrad0 + c1_0;
      float x2 = x[xAt + r * 3 + 2];
      c2_0 = x2 * yGrad0 + c2_0;
    }
    wGrad[wGradAt] = c0_0;
    wGrad[wGradAt + 1] = c1_0;
    wGrad[wGradAt + 2] = c2_0;
  }

  /**
   * hidden.weightGrad : f32[3,2] = dense_weight_grad bits, hiddenPreGrad
   *
   * <p>Columns of 3 vectors, added up over the rows.
   */
  private static void rowSum3(float[] x, float[] y, int xAt, int yAt, int rows) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    for (int r = 0; r < rows; r++) {
      sum0 = sum0 + x[xAt + r * 3];
      sum1 = sum1 + x[xAt + r * 3 + 1];
      sum2 = sum2 + x[xAt + r * 3 + 2];
    }
    y[yAt] = sum0;
    y[yAt + 1] = sum1;
    y[yAt + 2] = sum2;
  }

  /**
   * hidden.weightGrad : f32[3,2] = dense_weight_grad bits, hiddenPreGrad
   *
   * <p>{@code for r until rows: c[k][v] += x[r][k] * yGrad[r][v]} with 2 features x 2 vectors of outputs: 4 accumulators.
   */
  private static void dense_weight_grad_2x2(float[] x, float[] yGrad, float[] wGrad, int xAt,
      int yGradAt, int wGradAt, int rows) {
    float c0_0 = 0f;
    float c1_0 = 0f;
    float c0_1 = 0f;
    float c1_1 = 0f;
    for (int r = 0; r < rows; r++) {
      float yGrad0 = yGrad[yGradAt + r * 3];
      float yGrad1 = yGrad[yGradAt + r * 3 + 1];
      float x0 = x[xAt + r * 2];
      c0_0 = x0 * yGrad0 + c0_0;
      c0_1 = x0 * yGrad1 + c0_1;
      float x1 = x[xAt + r * 2 + 1];
      c1_0 = x1 * yGrad0 + c1_0;
      c1_1 = x1 * yGrad1 + c1_1;
    }
    wGrad[wGradAt] = c0_0;
    wGrad[wGradAt + 1] = c0_1;
    wGrad[wGradAt + 2] = c1_0;
    wGrad[wGradAt + 3] = c1_1;
  }

  /**
   * hidden.weightGrad : f32[3,2] = dense_weight_grad bits, hiddenPreGrad
   *
   * <p>{@code for r until rows: c[k][v] += x[r][k] * yGrad[r][v]} with 2 features x 1 vectors of outputs: 2 accumulators.
   */
  private static void dense_weight_grad_2x1(float[] x, float[] yGrad, float[] wGrad, int xAt,
      int yGradAt, int wGradAt, int rows) {
    float c0_0 = 0f;
    float c1_0 = 0f;
    for (int r = 0; r < rows; r++) {
      float yGrad0 = yGrad[yGradAt + r * 3];
      float x0 = x[xAt + r * 2];
      c0_0 = x0 * yGrad0 + c0_0;
      float x1 = x[xAt + r * 2 + 1];
      c1_0 = x1 * yGrad0 + c1_0;
    }
    wGrad[wGradAt] = c0_0;
    wGrad[wGradAt + 1] = 0f;
    wGrad[wGradAt + 2] = c1_0;
    wGrad[wGradAt + 3] = 0f;
  }
}
