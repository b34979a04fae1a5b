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
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.lanewise.benchmarks.models.Minibatch;
import dev.lanewise.benchmarks.models.Mlp;
import dev.lanewise.benchmarks.timing.Routine;
import java.util.ArrayList;
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

  private final Model model = Model.newInstance("mlp", ENGINE);
  private final Loss loss = Loss.softmaxCrossEntropyLoss();
  private final Trainer trainer;
  private final List<NDList> inputs = new ArrayList<>();
  private final List<NDList> labels = new ArrayList<>();
  private int next;

  /** Starts from the given weights; steps take the minibatches in turn. */
  public DjlPeer(Mlp mlp, float learningRate, List<Minibatch> minibatches) {
    model.setBlock(block(mlp));
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(loss)
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(
                    Optimizer.sgd().setLearningRateTracker(Tracker.fixed(learningRate)).build()));
    trainer.initialize(new Shape(minibatches.getFirst().rows(), mlp.inputs()));
    setParameters(mlp);
    for (Minibatch minibatch : minibatches) {
      NDManager manager = trainer.getManager();
      int rows = minibatch.rows();
      inputs.add(new NDList(manager.create(minibatch.features(), new Shape(rows, mlp.inputs()))));
      // PyTorch indexes by 64-bit integers: narrower ones would be converted in every step.
      labels.add(new NDList(manager.create(minibatch.labels()).toType(DataType.INT64, true)));
    }
  }

  private static SequentialBlock block(Mlp mlp) {
    SequentialBlock block = new SequentialBlock();
    for (int i = 0; i < mlp.layers().size(); i++) {
      if (i > 0) {
        block.add(Activation.reluBlock());
      }
      block.add(Linear.builder().setUnits(mlp.layers().get(i).outputs()).build());
    }
    return block;
  }

  private void setParameters(Mlp mlp) {
    List<Parameter> parameters = model.getBlock().getParameters().values();
    for (int i = 0; i < mlp.layers().size(); i++) {
      parameters.get(2 * i).getArray().set(mlp.layers().get(i).weight());
      parameters.get(2 * i + 1).getArray().set(mlp.layers().get(i).bias());
    }
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
      value = loss.evaluate(label, trainer.forward(input));
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
