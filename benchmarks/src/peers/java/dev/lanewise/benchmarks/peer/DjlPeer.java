package dev.lanewise.benchmarks.peer;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Convolution;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import ai.djl.nn.recurrent.RecurrentBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.lanewise.benchmarks.models.Chain;
import dev.lanewise.benchmarks.models.Layer;
import dev.lanewise.benchmarks.models.Minibatch;
import dev.lanewise.benchmarks.models.Recurrence;
import dev.lanewise.benchmarks.timing.Routine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Training with DJL on PyTorch, one thread: cross-entropy over logits and plain SGD. The
 * minibatches are native arrays before the first step; each step closes what it allocated, and
 * reads no loss back unless asked.
 */
public final class DjlPeer implements AutoCloseable {

  static {
    // Read once, when the engine is loaded.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
  }

  private static final String ENGINE = "PyTorch";

  private final Model model = Model.newInstance("chain", ENGINE);
  private final Loss loss = Loss.softmaxCrossEntropyLoss();
  private final Trainer trainer;
  private final List<NDList> inputs = new ArrayList<>();
  private final List<NDList> labels = new ArrayList<>();
  private int next;

  /** Starts from the given weights; steps take the minibatches in turn. */
  public DjlPeer(Chain chain, float learningRate, List<Minibatch> minibatches) {
    model.setBlock(block(chain));
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(loss)
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(
                    Optimizer.sgd().setLearningRateTracker(Tracker.fixed(learningRate)).build()));
    trainer.initialize(shape(minibatches.getFirst().rows(), chain.input()));
    setParameters(chain);
    for (Minibatch minibatch : minibatches) {
      NDManager manager = trainer.getManager();
      int rows = minibatch.rows();
      inputs.add(new NDList(manager.create(minibatch.features(), shape(rows, chain.input()))));
      // PyTorch indexes by 64-bit integers: narrower ones would be converted in every step.
      labels.add(new NDList(manager.create(minibatch.labels()).toType(DataType.INT64, true)));
    }
  }

  private static SequentialBlock block(Chain chain) {
    SequentialBlock block = new SequentialBlock();
    chain.layers().forEach(layer -> block.add(block(layer)));
    return block;
  }

  private static Block block(Layer layer) {
    return switch (layer) {
      case Layer.Dense dense -> Linear.builder().setUnits(dense.bias().length).build();
      case Layer.Conv conv ->
          conv.axes() == 1
              ? sized(Conv1d.builder(), conv).build()
              : sized(Conv2d.builder(), conv).build();
      case Layer.MaxPool pool -> {
        Shape size = cube(pool.axes(), pool.size());
        yield pool.axes() == 1 ? Pool.maxPool1dBlock(size, size) : Pool.maxPool2dBlock(size, size);
      }
      case Layer.GlobalAveragePool _ -> Pool.globalAvgPool2dBlock();
      case Layer.Flatten _ -> Blocks.batchFlattenBlock();
      case Layer.Relu _ -> Activation.reluBlock();
      case Layer.LastStep _ -> new LambdaBlock(y -> new NDList(y.singletonOrThrow().get(":, -1")));
      case Recurrence recurrence -> block(recurrence);
    };
  }

  /** In two directions, PyTorch's engine takes the parameters in another order than the block's. */
  private static Block block(Recurrence recurrence) {
    if (recurrence.directions() > 1) {
      throw new UnsupportedOperationException("recurrences in two directions");
    }
    return switch (recurrence.cell()) {
      case RNN -> sized(RNN.builder().setActivation(RNN.Activation.TANH), recurrence).build();
      case GRU -> sized(GRU.builder(), recurrence).build();
      case LSTM -> sized(LSTM.builder(), recurrence).build();
    };
  }

  private static <B extends RecurrentBlock.BaseBuilder<B>> B sized(
      B builder, Recurrence recurrence) {
    return builder
        .setStateSize(recurrence.units())
        .setNumLayers(recurrence.layers())
        .optBatchFirst(true);
  }

  private static <B extends Convolution.ConvolutionBuilder<B>> B sized(B builder, Layer.Conv conv) {
    return builder
        .setFilters(conv.bias().length)
        .setKernelShape(new Shape(longs(conv.kernel())))
        .optGroups(conv.groups())
        .optStride(cube(conv.axes(), conv.stride()))
        .optPadding(cube(conv.axes(), conv.pad()));
  }

  private static Shape cube(int axes, int size) {
    return new Shape(longs(Collections.nCopies(axes, size)));
  }

  private static Shape shape(int rows, List<Integer> sample) {
    return new Shape(rows).addAll(new Shape(longs(sample)));
  }

  private static long[] longs(List<Integer> sizes) {
    return sizes.stream().mapToLong(Integer::longValue).toArray();
  }

  private void setParameters(Chain chain) {
    Iterator<Parameter> parameters = model.getBlock().getParameters().values().iterator();
    for (Layer layer : chain.layers()) {
      switch (layer) {
        case Layer.Dense dense -> set(parameters, dense.weight(), dense.bias());
        case Layer.Conv conv -> set(parameters, conv.weight(), conv.bias());
        case Recurrence recurrence ->
            recurrence
                .passes()
                .forEach(pass -> {
                  set(parameters, pass.inputWeight(), pass.stateWeight());
                  set(parameters, pass.inputBias(), pass.stateBias());
                });
        case Layer.MaxPool _,
            Layer.GlobalAveragePool _,
            Layer.Flatten _,
            Layer.Relu _,
            Layer.LastStep _ -> {}
      }
    }
  }

  private static void set(Iterator<Parameter> parameters, float[] first, float[] second) {
    parameters.next().getArray().set(first);
    parameters.next().getArray().set(second);
  }

  /** One step; its loss, the mean over the rows before the update. */
  public float step() {
    try (NDManager manager = trainer.getManager().newSubManager()) {
      return forwardBackwardUpdate(manager).getFloat();
    }
  }

  /** Steps that leave their loss unread. */
  public Routine steps() {
    return times -> {
      for (int i = 0; i < times; i++) {
        try (NDManager manager = trainer.getManager().newSubManager()) {
          forwardBackwardUpdate(manager);
        }
      }
    };
  }

  private NDArray forwardBackwardUpdate(NDManager manager) {
    NDList input = inputs.get(next);
    NDList label = labels.get(next);
    next = (next + 1) % inputs.size();
    // What is computed from an array is owned by the array's manager: this one dies with the step.
    input.tempAttach(manager);
    label.tempAttach(manager);
    NDArray value;
    try (GradientCollector gradients = trainer.newGradientCollector()) {
      // A list of its own: recurrent blocks add their first states to it.
      value = loss.evaluate(label, trainer.forward(new NDList(input)));
      gradients.backward(value);
    }
    trainer.step();
    return value;
  }

  /** The engine's name and version. */
  public static String version() {
    return ENGINE + " " + Engine.getEngine(ENGINE).getVersion() + ", DJL " + Engine.getDjlVersion();
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}
