package dev.lanewise.benchmarks.models;

import dev.lanewise.runtime.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** The convolutions that are compared: single layers and whole networks. */
public final class Convolutions {

  private static final long SEED = 1;

  private Convolutions() {}

  /** By the row of the report; each makes a network of its own. */
  public static Map<String, Supplier<Prediction>> rows() {
    Map<String, Supplier<Prediction>> rows = new LinkedHashMap<>();
    rows.put(
        "conv3x3-64-56",
        layer(ConvLayers_Conv3x3x64x56Net::create, net -> net.predictor()::predict, 1, 1));
    rows.put(
        "conv3x3-128-28",
        layer(ConvLayers_Conv3x3x128x28Net::create, net -> net.predictor()::predict, 1, 1));
    rows.put(
        "conv3x3-256-14",
        layer(ConvLayers_Conv3x3x256x14Net::create, net -> net.predictor()::predict, 1, 1));
    rows.put(
        "conv3x3-512-7",
        layer(ConvLayers_Conv3x3x512x7Net::create, net -> net.predictor()::predict, 1, 1));
    rows.put(
        "conv3x3s2-64-128-56",
        layer(
            ConvLayers_Conv3x3Stride2x64x128x56Net::create, net -> net.predictor()::predict, 2, 1));
    rows.put(
        "conv1x1-64-256-56",
        layer(ConvLayers_Conv1x1x64x256x56Net::create, net -> net.predictor()::predict, 1, 0));
    rows.put(
        "conv1x1-1024-256-14",
        layer(ConvLayers_Conv1x1x1024x256x14Net::create, net -> net.predictor()::predict, 1, 0));
    rows.put(
        "conv7x7s2-3-64-224",
        layer(
            ConvLayers_Conv7x7Stride2x3x64x224Net::create, net -> net.predictor()::predict, 2, 3));
    rows.put(
        "conv5x5-32-64-28",
        layer(ConvLayers_Conv5x5x32x64x28Net::create, net -> net.predictor()::predict, 1, 2));
    rows.put(
        "depthwise3x3-128-56",
        layer(ConvLayers_Depthwise3x3x128x56Net::create, net -> net.predictor()::predict, 1, 1));
    rows.put(
        "conv1d-32-121-k3",
        layer(ConvLayers_Conv1dK3x32x121Net::create, net -> net.predictor()::predict, 1, 1));
    rows.put(
        "conv1d-512-300-k3",
        layer(ConvLayers_Conv1dK3x512x300Net::create, net -> net.predictor()::predict, 1, 1));
    rows.put(
        "conv3x3-17-29-31",
        layer(ConvLayers_Conv3x3x17x29x31Net::create, net -> net.predictor()::predict, 1, 1));
    rows.put(
        "conv5x5-3-5-13x57",
        layer(ConvLayers_Conv5x5x3x5x13x57Net::create, net -> net.predictor()::predict, 1, 2));
    rows.put("gmrt", Convolutions::gmrt);
    rows.put("lenet5", Convolutions::lenet5);
    rows.put("fashion", Convolutions::fashion);
    return rows;
  }

  /** A convolution by itself, with ReLU. Generated networks share no type that has a predictor. */
  private static <N extends Network> Supplier<Prediction> layer(
      LongFunction<N> create, Function<N, Prediction.Predictor> predictor, int stride, int pad) {
    return () -> {
      N net = create.apply(SEED);
      return new Prediction(Chain.of(net).conv("conv", stride, pad).relu(), predictor.apply(net));
    };
  }

  /** Row {@code conv3x3-64-56} with its layer twice. */
  public static Prediction conv3x3x64x56Twice() {
    var net = ConvLayers_Conv3x3x64x56TwiceNet.create(SEED);
    return new Prediction(
        Chain.of(net).conv("conv", 1, 1).relu().conv("conv2", 1, 1).relu(),
        net.predictor()::predict);
  }

  private static Prediction gmrt() {
    var net = GmrtNet.create(SEED);
    return new Prediction(gmrt(net), net.predictor()::predict);
  }

  /** The layers of {@link Gmrt}. */
  public static Chain gmrt(GmrtNet net) {
    return Chain.of(net)
        .conv("conv1", 1, 0)
        .relu()
        .maxPool(2)
        .conv("conv2", 1, 0)
        .relu()
        .maxPool(2)
        .conv("conv3", 1, 0)
        .relu()
        .maxPool(2)
        .flatten()
        .dense("hidden1")
        .relu()
        .dense("hidden2")
        .relu()
        .dense("output");
  }

  private static Prediction lenet5() {
    var net = Lenet5Net.create(SEED);
    Chain chain =
        Chain.of(net)
            .conv("conv1", 1, 2)
            .relu()
            .maxPool(2)
            .conv("conv2", 1, 0)
            .relu()
            .maxPool(2)
            .flatten()
            .dense("hidden1")
            .relu()
            .dense("hidden2")
            .relu()
            .dense("output");
    return new Prediction(chain, net.predictor()::predict);
  }

  private static Prediction fashion() {
    var net = FashionNet.create(SEED);
    return new Prediction(fashion(net), net.predictor()::predict);
  }

  /** The layers of {@link Fashion}. */
  public static Chain fashion(FashionNet net) {
    return Chain.of(net)
        .conv("conv1", 1, 1)
        .relu()
        .maxPool(2)
        .conv("conv2", 1, 1)
        .relu()
        .maxPool(2)
        .flatten()
        .dense("hidden")
        .relu()
        .dense("output");
  }

  /** The layers of {@link Conv64}. */
  public static Chain conv64(Conv64Net net) {
    return Chain.of(net)
        .conv("conv1", 1, 1)
        .relu()
        .conv("conv2", 1, 1)
        .relu()
        .globalAveragePool()
        .flatten()
        .dense("output");
  }
}
