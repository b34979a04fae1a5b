package dev.lanewise.processor;

import static dev.lanewise.processor.PytorchVectors.everywhere;
import static dev.lanewise.processor.PytorchVectors.forwardAndBackward;
import static dev.lanewise.processor.PytorchVectors.near;

import dev.lanewise.processor.compiled.Batch;
import dev.lanewise.runtime.Adam;
import dev.lanewise.runtime.Optimizer;
import dev.lanewise.runtime.Sgd;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every program against what PyTorch wrote down: see src/test/python/reference.py. */
class PytorchTest {
  private static final String OPS =
      """
      interface Dense { @Input(7) Tensor x(); @Label(5) Tensor t();
        @Dense(units = 17) Tensor a(Tensor x);
        @Dense(units = 5, bias = false) @Output Tensor y(Tensor a);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t); }
      interface Activations { @Input(3) Tensor x(); @Label(9) Tensor t();
        @Dense(units = 9) Tensor h(Tensor x);
        @Activation(RELU) @Output Tensor r(Tensor h);
        @Activation(SIGMOID) @Output Tensor s(Tensor h);
        @Activation(TANH) @Output Tensor u(Tensor h);
        @MeanSquaredErrorLoss Tensor rLoss(Tensor r, Tensor t);
        @MeanSquaredErrorLoss(weight = 2) Tensor sLoss(Tensor s, Tensor t);
        @MeanSquaredErrorLoss(weight = 0.5) Tensor uLoss(Tensor u, Tensor t); }
      interface Softmax { @Input(6) Tensor x(); @Label(33) Tensor t();
        @Dense(units = 33) Tensor h(Tensor x);
        @Softmax @Output Tensor p(Tensor h);
        @MeanSquaredErrorLoss Tensor loss(Tensor p, Tensor t); }
      interface Joins { @Input(4) Tensor x(); @ClassLabel(3) Tensor t();
        @Dense(units = 5, activation = TANH) Tensor a(Tensor x);
        @Dense(units = 5, activation = SIGMOID) Tensor b(Tensor x);
        @Add Tensor sum(Tensor a, Tensor b);
        @Concat Tensor both(Tensor sum, Tensor x, Tensor a);
        @Dense(units = 3) @Output Tensor scores(Tensor both);
        @CrossEntropyLoss(weight = 0.75) Tensor loss(Tensor scores, Tensor t); }
      interface Stretched { @Input(3) Tensor x(); @Label({2, 3, 4}) Tensor t();
        @Dense(units = 24) Tensor a(Tensor x);
        @Dense(units = 3, activation = SOFTPLUS) Tensor b(Tensor x);
        @Reshape({2, 3, 4}) Tensor wide(Tensor a);
        @Reshape({3, 1}) Tensor narrow(Tensor b);
        @Add @Output Tensor sum(Tensor wide, Tensor narrow);
        @Subtract @Output Tensor difference(Tensor narrow, Tensor wide);
        @Multiply @Output Tensor product(Tensor wide, Tensor narrow);
        @Divide @Output Tensor quotient(Tensor wide, Tensor narrow);
        @MeanSquaredErrorLoss Tensor sumLoss(Tensor sum, Tensor t);
        @MeanSquaredErrorLoss Tensor differenceLoss(Tensor difference, Tensor t);
        @MeanSquaredErrorLoss Tensor productLoss(Tensor product, Tensor t);
        @MeanSquaredErrorLoss Tensor quotientLoss(Tensor quotient, Tensor t); }
      interface Reductions { @Input(3) Tensor x(); @Label({2, 3, 4}) Tensor t();
        @Dense(units = 24) Tensor a(Tensor x);
        @Reshape({2, 3, 4}) Tensor h(Tensor a);
        @Concat(axis = 0) Tensor twice(@From("h") Tensor p, @From("h") Tensor q);
        @ReduceSum(axes = {0, -1}, keepDims = true) @Output Tensor sum(Tensor h);
        @ReduceMean(axes = 1, keepDims = true) @Output Tensor mean(Tensor h);
        @ReduceMax(axes = {1, 2}, keepDims = true) @Output Tensor max(Tensor h);
        @ReduceMax(axes = 0) @Output Tensor ties(Tensor twice);
        @Add Tensor y(Tensor sum, Tensor mean, Tensor max, Tensor ties);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t); }
      interface Moves { @Input(3) Tensor x(); @Label(249) Tensor t();
        @Dense(units = 24) Tensor a(Tensor x);
        @Reshape({2, 3, 4}) Tensor h(Tensor a);
        @Permute({2, 0, 1}) @Output Tensor permuted(Tensor h);
        @Slice(axis = 0, start = 1, end = 4, step = 2) @Output Tensor sliced(Tensor permuted);
        @Pad(before = {0, 1, 2}, after = {0, 0, 1}, mode = PadMode.REFLECT)
        @Output Tensor reflected(Tensor permuted);
        @Pad(before = {0, 1, 2}, after = {0, 3, 1}, mode = PadMode.REPLICATE)
        @Output Tensor repeated(Tensor sliced);
        @Pad(before = {1, 0, 2}, after = {0, 1, 0}, value = 0.5)
        @Output Tensor framed(Tensor sliced);
        @Concat(axis = 1) @Output Tensor joined(Tensor permuted, @From("permuted") Tensor again);
        @Flatten Tensor f1(Tensor sliced);
        @Flatten Tensor f2(Tensor reflected);
        @Flatten Tensor f3(Tensor repeated);
        @Flatten Tensor f4(Tensor framed);
        @Flatten Tensor f5(Tensor joined);
        @Concat Tensor y(Tensor f1, Tensor f2, Tensor f3, Tensor f4, Tensor f5);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t); }
      interface Attention { @Input(6) Tensor x(); @Label({2, 3, 4}) Tensor t();
        @Dense(units = 24) Tensor q(Tensor x);
        @Dense(units = 24) Tensor k(Tensor x);
        @Reshape({2, 3, 4}) Tensor queries(Tensor q);
        @Reshape({2, 3, 4}) Tensor keys(Tensor k);
        @MatMul(transposeB = true) Tensor scores(Tensor queries, Tensor keys);
        @Softmax @Output Tensor weights(Tensor scores);
        @LogSoftmax(axis = 1) @Output Tensor logs(Tensor keys);
        @MatMul @Output Tensor heads(Tensor weights, Tensor keys);
        @MatMul(transposeA = true) Tensor gram(Tensor queries, Tensor keys);
        @MatMul @Output Tensor mixed(Tensor heads, Tensor gram);
        @MeanSquaredErrorLoss Tensor loss(Tensor mixed, Tensor t);
        @MeanSquaredErrorLoss(weight = 0.5) Tensor logLoss(Tensor logs, Tensor t); }
      interface Functions { @Input(3) Tensor x(); @Label(9) Tensor t();
        @Dense(units = 9) Tensor h(Tensor x);
        @Add Tensor h2(@From("h") Tensor p, @From("h") Tensor q);
        @Add Tensor h4(@From("h2") Tensor p, @From("h2") Tensor q);
        @Activation(HARD_SIGMOID) @Output Tensor hardSigmoid(Tensor h4);
        @Activation(SOFTSIGN) @Output Tensor softsign(Tensor h4);
        @Activation(SOFTPLUS) @Output Tensor softplus(Tensor h4);
        @Activation(SELU) @Output Tensor selu(Tensor h4);
        @Activation(GELU) @Output Tensor gelu(Tensor h4);
        @Activation(GELU_TANH) @Output Tensor geluTanh(Tensor h4);
        @Activation(SILU) @Output Tensor silu(Tensor h4);
        @Activation(HARD_SWISH) @Output Tensor hardSwish(Tensor h4);
        @Activation(STEP) @Output Tensor step(Tensor h4);
        @LeakyRelu(slope = 0.2) @Output Tensor leaky(Tensor h4);
        @Elu(alpha = 1.5) @Output Tensor elu(Tensor h4);
        @MeanSquaredErrorLoss(weight = 0.1) Tensor hardSigmoidLoss(Tensor hardSigmoid, Tensor t);
        @MeanSquaredErrorLoss(weight = 0.1) Tensor softsignLoss(Tensor softsign, Tensor t);
        @MeanSquaredErrorLoss(weight = 0.1) Tensor softplusLoss(Tensor softplus, Tensor t);
        @MeanSquaredErrorLoss(weight = 0.1) Tensor seluLoss(Tensor selu, Tensor t);
        @MeanSquaredErrorLoss(weight = 0.1) Tensor geluLoss(Tensor gelu, Tensor t);
        @MeanSquaredErrorLoss(weight = 0.1) Tensor geluTanhLoss(Tensor geluTanh, Tensor t);
        @MeanSquaredErrorLoss(weight = 0.1) Tensor siluLoss(Tensor silu, Tensor t);
        @MeanSquaredErrorLoss(weight = 0.1) Tensor hardSwishLoss(Tensor hardSwish, Tensor t);
        @MeanSquaredErrorLoss(weight = 0.1) Tensor stepLoss(Tensor step, Tensor t);
        @MeanSquaredErrorLoss(weight = 0.1) Tensor leakyLoss(Tensor leaky, Tensor t);
        @MeanSquaredErrorLoss(weight = 0.1) Tensor eluLoss(Tensor elu, Tensor t); }
      interface Slopes { @Input(3) Tensor x(); @Label(17) Tensor t();
        @Dense(units = 17) Tensor h(Tensor x);
        @Prelu @Output Tensor one(Tensor h);
        @Prelu(perChannel = true) @Output Tensor many(Tensor one);
        @MeanSquaredErrorLoss Tensor loss(Tensor many, Tensor t); }
      interface ClassLosses { @Input(4) Tensor x(); @ClassLabel(7) Tensor t();
        @Dense(units = 7) Tensor a(Tensor x);
        @Dense(units = 7) Tensor b(Tensor x);
        @Dense(units = 7) Tensor c(Tensor x);
        @Dense(units = 7) Tensor d(Tensor x);
        @LogSoftmax @Output Tensor logs(Tensor d);
        @CrossEntropyLoss(labelSmoothing = 0.1) Tensor aLoss(Tensor a, Tensor t);
        @CrossEntropyLoss(classWeights = {1, 2, 0.5, 1, 3, 0, 1}, weight = 2)
        Tensor bLoss(Tensor b, Tensor t);
        @CrossEntropyLoss(classWeights = {1, 2, 0.5, 1, 3, 0, 1}, labelSmoothing = 0.3)
        Tensor cLoss(Tensor c, Tensor t);
        @NegativeLogLikelihoodLoss Tensor dLoss(Tensor logs, Tensor t);
        @NegativeLogLikelihoodLoss(classWeights = {1, 2, 0.5, 1, 3, 0, 1}, weight = 0.5)
        Tensor eLoss(Tensor logs, Tensor t); }
      interface PairLosses { @Input(4) Tensor x(); @Label(9) Tensor t();
        @Dense(units = 9) Tensor a(Tensor x);
        @Dense(units = 9) Tensor b(Tensor x);
        @Dense(units = 9) Tensor c(Tensor x);
        @Dense(units = 9) Tensor d(Tensor x);
        @Dense(units = 9) Tensor e(Tensor x);
        @Dense(units = 9) Tensor f(Tensor x);
        @Dense(units = 9) Tensor g(Tensor x);
        @Activation(SIGMOID) @Output Tensor p(Tensor d);
        @MeanAbsoluteErrorLoss Tensor aLoss(Tensor a, Tensor t);
        @HuberLoss(weight = 2, delta = 0.4) Tensor bLoss(Tensor b, Tensor t);
        @HingeLoss Tensor cLoss(Tensor c, Tensor t);
        @BinaryCrossEntropyLoss Tensor dLoss(Tensor p, Tensor t);
        @BinaryCrossEntropyWithLogitsLoss(weight = 0.5) Tensor eLoss(Tensor e, Tensor t);
        @CosineLoss Tensor fLoss(Tensor f, Tensor t);
        @PerceptronLoss(weight = 3) Tensor gLoss(Tensor g, Tensor t); }
      interface Normalizes { @Input({3, 2, 5}) Tensor x(); @Label(9) Tensor t();
        @Normalize(mean = {0.485, 0.456, 0.406}, deviation = {0.229, 0.224, 0.225})
        @Output Tensor image(Tensor x);
        @Flatten Tensor flat(Tensor image);
        @Dense(units = 9) Tensor h(Tensor flat);
        @Normalize(mean = 0.286, deviation = 0.353) @Output Tensor y(Tensor h);
        @MeanSquaredErrorLoss(weight = 0.1) Tensor loss(Tensor y, Tensor t); }
      interface Convolutions { @Input({3, 6, 7}) Tensor x(); @ClassLabel(3) Tensor t();
        @Conv2d(filters = 7, kernel = 3, padding = Padding.SAME, activation = RELU)
        @Output Tensor a(Tensor x);
        @Conv2d(filters = 17, kernel = {2, 3}, stride = {2, 1}, pads = {0, 1}, dilation = {1, 2},
            bias = false, activation = TANH)
        @Output Tensor b(Tensor a);
        @Reshape({17, 15}) Tensor line(Tensor b);
        @Conv1d(filters = 5, kernel = 3, stride = 2) @Output Tensor c(Tensor line);
        @Flatten Tensor flat(Tensor c);
        @Dense(units = 3) @Output Tensor y(Tensor flat);
        @CrossEntropyLoss Tensor loss(Tensor y, Tensor t); }
      interface Transposed { @Input({3, 4, 5}) Tensor x(); @ClassLabel(3) Tensor t();
        @ConvTranspose2d(filters = 7, kernel = 3, stride = 2, pads = 1, outputPadding = 1,
            activation = TANH)
        @Output Tensor a(Tensor x);
        @ConvTranspose2d(filters = 5, kernel = {2, 3}, stride = {3, 1}, pads = {1, 2},
            dilation = {1, 2}, bias = false, activation = RELU)
        @Output Tensor b(Tensor a);
        @Reshape({14, 75}) Tensor line(Tensor b);
        @ConvTranspose1d(filters = 4, kernel = 4, stride = 2, pads = 3, groups = 2)
        @Output Tensor c(Tensor line);
        @Flatten Tensor flat(Tensor c);
        @Dense(units = 3) @Output Tensor y(Tensor flat);
        @CrossEntropyLoss Tensor loss(Tensor y, Tensor t); }
      interface Pools { @Input({3, 9, 7}) Tensor x(); @ClassLabel(3) Tensor t();
        @Conv2d(filters = 7, kernel = 3, padding = Padding.SAME, activation = RELU)
        Tensor a(Tensor x);
        @MaxPool2d(value = 3, stride = 2, pads = 1) @Output Tensor m(Tensor a);
        @AvgPool2d(value = 3, stride = 2, pads = 1, ceilMode = true) @Output Tensor b(Tensor m);
        @AvgPool2d(value = 3, stride = 2, pads = 1, ceilMode = true, countIncludePad = false)
        @Output Tensor c(Tensor m);
        @Reshape({7, 20}) Tensor line(Tensor m);
        @MaxPool1d(value = 3, stride = 2, dilation = 2) @Output Tensor d(Tensor line);
        @GlobalMaxPool @Output Tensor e(Tensor a);
        @GlobalAvgPool @Output Tensor f(Tensor a);
        @Flatten Tensor flatB(Tensor b);
        @Flatten Tensor flatC(Tensor c);
        @Flatten Tensor flatD(Tensor d);
        @Dense(units = 3) Tensor y1(Tensor flatB);
        @Dense(units = 3) Tensor y2(Tensor flatC);
        @Dense(units = 3) Tensor y3(Tensor flatD);
        @Dense(units = 3) Tensor y4(Tensor e);
        @Dense(units = 3) Tensor y5(Tensor f);
        @CrossEntropyLoss Tensor l1(Tensor y1, Tensor t);
        @CrossEntropyLoss Tensor l2(Tensor y2, Tensor t);
        @CrossEntropyLoss Tensor l3(Tensor y3, Tensor t);
        @CrossEntropyLoss Tensor l4(Tensor y4, Tensor t);
        @CrossEntropyLoss Tensor l5(Tensor y5, Tensor t); }
      interface Groups { @Input({6, 5, 6}) Tensor x(); @ClassLabel(3) Tensor t();
        @Conv2d(filters = 6, kernel = 3, groups = 6, padding = Padding.SAME, activation = TANH)
        @Output Tensor a(Tensor x);
        @Conv2d(filters = 18, kernel = {2, 3}, groups = 6, stride = {2, 1}, pads = {0, 1},
            bias = false, activation = RELU)
        @Output Tensor b(Tensor a);
        @Conv2d(filters = 9, kernel = 2, groups = 3) @Output Tensor c(Tensor b);
        @Flatten Tensor flat(Tensor c);
        @Dense(units = 3) @Output Tensor y(Tensor flat);
        @CrossEntropyLoss Tensor loss(Tensor y, Tensor t); }
      interface Separable { @Input({3, 5, 6}) Tensor x(); @ClassLabel(3) Tensor t();
        @SeparableConv2d(filters = 7, kernel = 3, multiplier = 2, stride = 2, pads = 1,
            activation = TANH)
        @Output Tensor a(Tensor x);
        @DepthwiseConv2d(kernel = 2, multiplier = 3, activation = RELU) @Output Tensor b(Tensor a);
        @Flatten Tensor flat(Tensor b);
        @Dense(units = 3) @Output Tensor y(Tensor flat);
        @CrossEntropyLoss Tensor loss(Tensor y, Tensor t); }
      interface Upsamples { @Input({3, 3, 5}) Tensor x(); @ClassLabel(3) Tensor t();
        @Conv2d(filters = 7, kernel = 2) Tensor a(Tensor x);
        @Upsample({3, 1}) @Output Tensor b(Tensor a);
        @Upsample(value = {3, 1}, mode = UpsampleMode.BILINEAR) @Output Tensor c(Tensor a);
        @Upsample(value = {1, 3}, mode = UpsampleMode.BILINEAR, alignCorners = true)
        @Output Tensor d(Tensor a);
        @Slice(axis = 1, end = 1) Tensor first(Tensor a);
        @Reshape({7, 4}) Tensor line(Tensor first);
        @Upsample(value = 3, mode = UpsampleMode.BILINEAR) @Output Tensor e(Tensor line);
        @Flatten Tensor flatB(Tensor b);
        @Flatten Tensor flatC(Tensor c);
        @Flatten Tensor flatD(Tensor d);
        @Flatten Tensor flatE(Tensor e);
        @Dense(units = 3) Tensor y1(Tensor flatB);
        @Dense(units = 3) Tensor y2(Tensor flatC);
        @Dense(units = 3) Tensor y3(Tensor flatD);
        @Dense(units = 3) Tensor y4(Tensor flatE);
        @CrossEntropyLoss Tensor l1(Tensor y1, Tensor t);
        @CrossEntropyLoss Tensor l2(Tensor y2, Tensor t);
        @CrossEntropyLoss Tensor l3(Tensor y3, Tensor t);
        @CrossEntropyLoss Tensor l4(Tensor y4, Tensor t); }
      interface Penalties { @Input(7) Tensor x(); @Label(5) Tensor t();
        @Dense(units = 17, activation = TANH) @L2(0.01) Tensor a(Tensor x);
        @Dense(units = 9, activation = TANH) @L1(value = 0.02, bias = true) Tensor b(Tensor a);
        @Dense(units = 5) @L1(0.005) @L2(0.03) @Output Tensor y(Tensor b);
        @MeanSquaredErrorLoss(weight = 2) Tensor loss(Tensor y, Tensor t); }
      interface BatchNorms { @Input(4) Tensor x(); @Label(9) Tensor t();
        @Dense(units = 9) Tensor h(Tensor x);
        @BatchNorm1d Tensor a(Tensor h);
        @Activation(TANH) @Output Tensor b(Tensor a);
        @Dense(units = 9, bias = false) @Output Tensor c(Tensor b);
        @BatchNorm1d(eps = 0.01, affine = false) @Output Tensor y(Tensor c);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t); }
      interface ImageNorms { @Input({3, 4, 5}) Tensor x(); @ClassLabel(3) Tensor t();
        @Conv2d(filters = 7, kernel = 3, padding = Padding.SAME, bias = false) Tensor a(Tensor x);
        @BatchNorm2d @Output Tensor b(Tensor a);
        @Activation(TANH) Tensor c(Tensor b);
        @Reshape({7, 20}) Tensor line(Tensor c);
        @Conv1d(filters = 5, kernel = 3) Tensor d(Tensor line);
        @BatchNorm1d(eps = 0.01, affine = false) @Output Tensor e(Tensor d);
        @Reshape({5, 2, 3, 3}) Tensor cube(Tensor e);
        @Conv3d(filters = 9, kernel = 2) Tensor f(Tensor cube);
        @BatchNorm3d(momentum = 0.5) @Output Tensor g(Tensor f);
        @Flatten Tensor flat(Tensor g);
        @Dense(units = 3) @Output Tensor y(Tensor flat);
        @CrossEntropyLoss Tensor loss(Tensor y, Tensor t); }
      interface SampleNorms { @Input(4) Tensor x(); @Label(30) Tensor t();
        @Dense(units = 30) Tensor h(Tensor x);
        @LayerNorm @Output Tensor a(Tensor h);
        @RmsNorm @Output Tensor b(Tensor a);
        @Reshape({2, 3, 5}) Tensor c(Tensor b);
        @LayerNorm(axes = 2, eps = 0.01) @Output Tensor d(Tensor c);
        @RmsNorm(eps = 0.1) Tensor e(Tensor d);
        @Flatten @Output Tensor y(Tensor e);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t); }
      interface Responses { @Input({3, 4, 5}) Tensor x(); @ClassLabel(3) Tensor t();
        @Conv2d(filters = 7, kernel = 3) Tensor a(Tensor x);
        @LocalResponseNorm(size = 5) @Output Tensor b(Tensor a);
        @LocalResponseNorm(size = 4, alpha = 2, beta = 0.6, k = 0.5) @Output Tensor c(Tensor b);
        @Flatten Tensor flat(Tensor c);
        @Dense(units = 3) @Output Tensor y(Tensor flat);
        @CrossEntropyLoss Tensor loss(Tensor y, Tensor t); }
      interface Blocks { @Input(6) Tensor x(); @Label(6) Tensor t();
        @Block interface Residual { @Input Tensor x();
          @Dense(units = 9, activation = TANH) Tensor hidden(Tensor x);
          @Dense(units = 6) Tensor change(Tensor hidden);
          @Add Tensor sum(Tensor x, Tensor change); }
        @Block interface Gate { @Input Tensor a(); @Input Tensor b();
          @Dense(units = 6, activation = SIGMOID) Tensor gate(Tensor a);
          @Multiply Tensor open(Tensor gate, Tensor b);
          @Use(Residual.class) Tensor after(Tensor open); }
        @Use(Residual.class) Tensor first(Tensor x);
        @Use(value = Gate.class, shared = "both") Tensor second(Tensor x, Tensor first);
        @Use(value = Gate.class, shared = "both") @Output Tensor y(Tensor second, Tensor x);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t); }
      interface Steps { @SequenceInput(length = 6, features = 4) Tensor x();
        @Label({6, 5}) Tensor t();
        @Dense(units = 17, activation = TANH) Tensor a(Tensor x);
        @LayerNorm Tensor norm(Tensor a);
        @Dense(units = 5) Tensor b(Tensor norm);
        @Softmax @Output Tensor y(Tensor b);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t); }
      interface Tokens { @TokenInput(length = 6, vocabulary = 9) Tensor words();
        @Label({6, 5}) Tensor t();
        @Embedding(features = 17, paddingIndex = 2) @Output Tensor e(Tensor words);
        @Activation(TANH) Tensor h(Tensor e);
        @Dense(units = 5) @Output Tensor y(Tensor h);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t); }
      interface StepLabels { @SequenceInput(length = 6, features = 4) Tensor x();
        @ClassLabel(value = 7, shape = 6, ignoreIndex = 3) Tensor t();
        @Dense(units = 7) Tensor a(Tensor x);
        @Dense(units = 7) Tensor b(Tensor x);
        @LogSoftmax Tensor logs(Tensor a);
        @CrossEntropyLoss Tensor aLoss(Tensor a, Tensor t);
        @CrossEntropyLoss(classWeights = {1, 2, 0.5, 1, 3, 0, 1}, labelSmoothing = 0.1)
        Tensor bLoss(Tensor b, Tensor t);
        @NegativeLogLikelihoodLoss(classWeights = {1, 2, 0.5, 1, 3, 0, 1})
        Tensor cLoss(Tensor logs, Tensor t); }
      interface Varying {
        @SequenceInput(length = 6, features = 4, variable = true) Tensor x();
        @Label({6, 5}) Tensor t();
        @Dense(units = 5, activation = TANH) @Output Tensor a(Tensor x);
        @TimeReverse Tensor back(Tensor a);
        @ReduceMean(axes = 0) @Output Tensor mean(Tensor a);
        @ReduceMax(axes = 0) @Output Tensor max(Tensor a);
        @LastStep @Output Tensor last(Tensor a);
        @Add Tensor sum(Tensor mean, Tensor max, Tensor last);
        @Add @Output Tensor y(Tensor back, Tensor sum);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t); }
      interface OverTime {
        @SequenceInput(length = 6, features = 4) Tensor x(); @Label({3, 3}) Tensor t();
        @Conv1d(filters = 7, kernel = 3, dilation = 2, padding = Padding.CAUSAL) Tensor a(Tensor x);
        @BatchNorm1d(eps = 0.1) Tensor norm(Tensor a);
        @Activation(RELU) Tensor bent(Tensor norm);
        @MaxPool1d(value = 2, stride = 1, padding = Padding.CAUSAL) @Output Tensor pooled(Tensor bent);
        @Dense(units = 5, activation = TANH) @Output Tensor b(Tensor pooled);
        @Conv1d(filters = 6, kernel = 2, stride = 2, padding = Padding.CAUSAL) @Output Tensor c(Tensor b);
        @Dense(units = 3) @Output Tensor y(Tensor c);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t); }
      interface VaryingOverTime {
        @SequenceInput(length = 6, features = 4, variable = true) Tensor x();
        @Label({6, 5}) Tensor t();
        @Conv1d(filters = 5, kernel = 3, padding = Padding.CAUSAL, activation = TANH) Tensor a(Tensor x);
        @DepthwiseConv1d(kernel = 2, padding = Padding.CAUSAL) Tensor b(Tensor a);
        @LastStep @Output Tensor last(Tensor b);
        @MeanSquaredErrorLoss Tensor loss(Tensor b, Tensor t); }
      """;
  private static final String TRAINED =
      """
      interface Classifier { @Input(17) Tensor x(); @ClassLabel(7) Tensor t();
        @Dense(units = 36, activation = RELU) Tensor hidden(Tensor x);
        @Dense(units = 7) Tensor scores(Tensor hidden);
        @CrossEntropyLoss Tensor loss(Tensor scores, Tensor t); }
      interface Regressor { @Input(3) Tensor x(); @Label(2) Tensor t();
        @Dense(units = 7, activation = SIGMOID) Tensor hidden(Tensor x);
        @Dense(units = 2, activation = SIGMOID) Tensor y(Tensor hidden);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t); }
      interface Normalized { @Input(3) Tensor x(); @Label(2) Tensor t();
        @Dense(units = 7, bias = false) Tensor hidden(Tensor x);
        @BatchNorm1d(momentum = 0.2) Tensor norm(Tensor hidden);
        @Activation(TANH) Tensor bent(Tensor norm);
        @Dense(units = 2) Tensor y(Tensor bent);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t); }
      interface NormalizedImages { @Input({2, 3, 4}) Tensor x(); @Label(2) Tensor t();
        @Conv2d(filters = 7, kernel = 3, padding = Padding.SAME, bias = false)
        Tensor filtered(Tensor x);
        @BatchNorm2d(momentum = 0.2) Tensor norm(Tensor filtered);
        @Activation(TANH) Tensor bent(Tensor norm);
        @Flatten Tensor flat(Tensor bent);
        @Dense(units = 2) Tensor y(Tensor flat);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, Tensor t); }
      """;

  @TestFactory
  Stream<DynamicTest> everyOpForwardAndBackward() {
    return everywhere(
        OPS,
        List.of(
            "Dense",
            "Activations",
            "Softmax",
            "Joins",
            "Stretched",
            "Reductions",
            "Moves",
            "Attention",
            "Functions",
            "Slopes",
            "ClassLosses",
            "PairLosses",
            "Penalties",
            "Normalizes",
            "Convolutions",
            "BatchNorms",
            "ImageNorms",
            "SampleNorms",
            "Responses",
            "Transposed",
            "Blocks",
            "Pools",
            "Groups",
            "Separable",
            "Upsamples",
            "Steps",
            "Tokens",
            "StepLabels",
            "Varying",
            "OverTime",
            "VaryingOverTime"),
        List.of(""),
        test -> forwardAndBackward(test, 5, test.doublePrecision() ? 1e-14 : 2e-6));
  }

  /** Rounding grows with the steps; Adam divides by gradients, so small ones magnify it. */
  @TestFactory
  Stream<DynamicTest> twentySteps() {
    return everywhere(
        TRAINED,
        List.of("Classifier", "Regressor", "Normalized", "NormalizedImages"),
        List.of("Sgd", "Adam"),
        test -> {
          Batch batch = test.batch(test.model().equals("Classifier") ? 12 : 5);
          double tolerance = test.doublePrecision() ? 1e-12 : 1e-4;
          Optimizer optimizer =
              test.rule().equals("Sgd")
                  ? Sgd.withLearningRate(0.1).momentum(0.9)
                  : Adam.withLearningRate(0.01);
          double[] losses = test.net().train(batch, optimizer, 20);
          Map<String, double[]> found = new LinkedHashMap<>(test.net().parameters());
          Map<String, double[]> expected = test.expected();
          near("losses", expected.remove("losses"), losses, 1, tolerance);
          expected.forEach((name, values) -> near(name, values, found.get(name), 5, tolerance));
          test.net().requireZeroPads();
        });
  }
}
