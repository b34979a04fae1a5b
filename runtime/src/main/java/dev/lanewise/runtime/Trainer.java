package dev.lanewise.runtime;

import dev.lanewise.runtime.Checkpoint.Progress;
import dev.lanewise.runtime.program.CounterRandom;
import dev.lanewise.runtime.program.GeneratedNetwork;
import dev.lanewise.runtime.program.Reals;
import dev.lanewise.runtime.program.TrainingProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ref.Cleaner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Trains a network.
 *
 * <pre>{@code
 * Trainer.of(net).optimizer(Adam.withLearningRate(1e-3)).epochs(10).validation(test).fit(train);
 * }</pre>
 *
 * <p>Steps run on all cores unless {@link #threads} says otherwise; the resulting bits depend on
 * the seed and on the width of the program, never on the number of threads. The network publishes
 * its weights after each epoch, so predictors may be used meanwhile. A trainer keeps its
 * optimiser's state: a second {@link #fit} goes on where the first ended. It belongs to one thread.
 */
public final class Trainer {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

  private final GeneratedNetwork net;
  private final TrainingProgram program;
  private final int trained; // elements of the gradients
  private final Step step;
  private final States states;
  private Optimizer optimizer = Adam.withLearningRate(1e-3);
  private int epochs = 1;
  private int batch;
  private long seed;
  private int threads = Runtime.getRuntime().availableProcessors();
  private Optional<Dataset> validation = Optional.empty();
  private PrintStream progress = System.out;
  private Clipping clipping = Clipping.NONE;

  private Optional<Optimizer.Sweep> sweep = Optional.empty();
  private Optional<Crew> crew = Optional.empty();
  private int epochsDone;
  private long updates; // since the optimiser's state began
  private long steps;

  private Trainer(GeneratedNetwork net) {
    this.net = net;
    this.program = net.training();
    this.trained = net.program().master().trained();
    this.step = new Step(program, net.inputs().size(), trained);
    this.batch = program.batch();
    this.states = new States(net.spec(), net.program().trainStates(), program);
  }

  /**
   * A trainer with Adam at a rate of 0.001, one epoch, the model's batch, seed 0, all cores, and
   * progress on {@link System#out}.
   *
   * @throws UnsupportedOperationException if the model has no loss
   * @throws IllegalArgumentException if the network is not a generated one
   */
  public static Trainer of(Network net) {
    return new Trainer(generated(net));
  }

  static GeneratedNetwork generated(Network net) {
    if (net instanceof GeneratedNetwork generated) {
      return generated;
    }
    throw new IllegalArgumentException(net.modelName() + " is not a generated network");
  }

  /** Sets the optimiser; its state starts anew. */
  public Trainer optimizer(Optimizer optimizer) {
    this.optimizer = optimizer;
    sweep = Optional.empty();
    return this;
  }

  /** Sets how often {@link #fit} goes through the data, 1 or more. */
  public Trainer epochs(int epochs) {
    this.epochs = require("epochs", epochs, Integer.MAX_VALUE);
    return this;
  }

  /** Sets the rows of a step, 1 to the model's batch. A last step of an epoch may have fewer. */
  public Trainer batch(int rows) {
    batch = require("rows a step (the model's batch is the limit)", rows, program.batch());
    return this;
  }

  /** Sets the seed of the order of rows, and of random numbers such as dropout's. */
  public Trainer seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** Sets the number of threads, the calling one included. */
  public Trainer threads(int threads) {
    this.threads = require("threads", threads, 1024);
    dismiss();
    return this;
  }

  /**
   * Scales the gradients of a step, all by one factor, where their norm exceeds a limit: {@code
   * torch.nn.utils.clip_grad_norm_}. The norm is the root of the sum of the squares of all elements
   * of all parameters. Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural
   * networks", 2013.
   *
   * @throws IllegalArgumentException if the limit is not above 0
   */
  public Trainer clipGradientNorm(double limit) {
    clipping = new Clipping(clipping.value(), above(limit));
    return this;
  }

  /**
   * Cuts each element of a gradient to {@code ±limit}, before a norm is clipped: {@code
   * torch.nn.utils.clip_grad_value_}.
   *
   * @throws IllegalArgumentException if the limit is not above 0
   */
  public Trainer clipGradientValue(double limit) {
    clipping = new Clipping(above(limit), clipping.norm());
    return this;
  }

  private static double above(double limit) {
    if (limit > 0) {
      return limit;
    }
    throw new IllegalArgumentException("expected a limit above 0, got " + limit);
  }

  /**
   * Sets data to validate with after each epoch. Each of its rows begins at zero, in a stateful
   * model too; how well it goes on, its stepper says.
   */
  public Trainer validation(Dataset data) {
    validation = Optional.of(data);
    return this;
  }

  /** Prints no progress. */
  public Trainer quiet() {
    return progress(NOWHERE);
  }

  /** Prints progress, one line an epoch, to a stream of one's own. */
  public Trainer progress(PrintStream progress) {
    this.progress = progress;
    return this;
  }

  private static int require(String what, int value, int limit) {
    if (value < 1 || value > limit) {
      throw new IllegalArgumentException("expected 1 to " + limit + " " + what + ", got " + value);
    }
    return value;
  }

  /**
   * Trains on all rows, in an order that depends on seed and epoch, as often as {@link #epochs}
   * says. A stateful model takes them as they come, and its states begin at zero in each epoch.
   *
   * @throws IllegalArgumentException if the data do not fit the model, or a stateful model's are
   *     not in as many streams as {@link #batch}
   * @throws TrainingException if a step's loss or an epoch's weights are not finite; the network
   *     then has the weights published last, and the optimiser's state starts anew
   * @throws IllegalStateException if another trainer is at work on the network
   */
  public History fit(Dataset train) {
    Feed feed = Feed.of(net.spec(), train);
    requireStreams(train);
    Optional<Validation> validator = validation.map(data -> Validation.of(net, data, threads));
    try {
      return exclusively(() -> fit(feed, validator));
    } finally {
      dismiss();
    }
  }

  private void requireStreams(Dataset train) {
    if (!states.isEmpty() && train.streams() != batch) {
      throw new IllegalArgumentException(
          net.modelName()
              + " is stateful: each row of a step goes on in the next one. Expected a data set of "
              + batch
              + " streams, as Streams.of("
              + batch
              + ", steps) makes it, got "
              + (train.streams() == 0 ? "rows of their own" : train.streams() + " streams"));
    }
  }

  private History fit(Feed feed, Optional<Validation> validator) {
    List<History.Epoch> history = new ArrayList<>();
    int last = epochsDone + epochs;
    while (epochsDone < last) {
      long start = System.nanoTime();
      double loss = epoch(feed);
      double seconds = (System.nanoTime() - start) * 1e-9;
      net.publish();
      epochsDone++;
      Evaluation found = validator.map(v -> v.measure(team())).orElse(Evaluation.NONE);
      History.Epoch epoch =
          new History.Epoch(
              epochsDone,
              loss,
              found.accuracy(),
              found.meanSquaredError(),
              seconds,
              feed.size() / seconds);
      history.add(epoch);
      progress.printf("%s epoch %d/%d  %s%n", net.modelName(), epochsDone, last, epoch);
    }
    return new History(history);
  }

  /** Trains one epoch and returns its mean loss. */
  private double epoch(Feed feed) {
    int[] order = states.isEmpty() ? shuffled(feed.size()) : identity(feed.size());
    states.reset();
    double sum = 0;
    int number = 0;
    for (int first = 0; first < order.length; first += batch) {
      int rows = Math.min(batch, order.length - first);
      sum += rows * step(feed, order, first, rows, epochsDone + 1, ++number);
    }
    // A finite loss does not prove the last update: its gradients may have overflowed.
    if (!Reals.areFinite(program.weights())) {
      throw failure("the weights are no longer finite", epochsDone + 1, number);
    }
    return sum / order.length;
  }

  /** Fisher and Yates' shuffle: a function of seed, epoch and number of rows alone. */
  private int[] shuffled(int size) {
    int[] order = identity(size);
    long key = CounterRandom.key(seed, epochsDone);
    for (int i = size - 1; i > 0; i--) {
      int j = CounterRandom.below(i + 1, key, i);
      int row = order[i];
      order[i] = order[j];
      order[j] = row;
    }
    return order;
  }

  private static int[] identity(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    return order;
  }

  /**
   * Makes one step on the first rows of some data, as many as {@link #batch}, and publishes the
   * weights. A stateful model goes on with the states that the step before left.
   *
   * @return the loss before the weights changed
   * @throws IllegalArgumentException if the data do not fit the model, or a stateful model's have
   *     fewer rows than {@link #batch}: each of them goes on
   * @throws TrainingException if the loss is not finite; the weights then stay
   * @throws IllegalStateException if another trainer is at work on the network
   */
  public double step(Dataset rows) {
    int size = Math.min(batch, rows.size());
    if (!states.isEmpty() && size < batch) {
      throw new IllegalArgumentException(
          net.modelName()
              + " is stateful: expected the next rows of all "
              + batch
              + " streams, got "
              + size);
    }
    Feed feed = Feed.of(net.spec(), rows.slice(0, size));
    return exclusively(() -> {
      double loss = step(feed, identity(size), 0, size, 0, steps + 1);
      net.publish();
      return loss;
    });
  }

  private double step(Feed feed, int[] order, int first, int rows, int epoch, long number) {
    int key = (int) CounterRandom.bits(CounterRandom.key(seed, "step"), steps);
    double loss = step.gradients(team(), feed, order, first, rows, key);
    steps++;
    if (!Double.isFinite(loss)) {
      throw failure("the loss is " + loss, epoch, number);
    }
    if (sweep.isEmpty()) {
      sweep = Optional.of(newSweep());
      updates = 0;
    }
    clipping.apply(program.gradients(), trained);
    step.update(team(), sweep.get(), ++updates);
    return loss;
  }

  /** Lets the states of a stateful model begin at zero again, in all rows. */
  public void resetStates() {
    states.reset();
  }

  /**
   * The same in one row, whose stream then begins anew.
   *
   * @throws IndexOutOfBoundsException if the batch has no such row
   */
  public void resetStates(int row) {
    states.reset(Objects.checkIndex(row, program.batch()));
  }

  private Optimizer.Sweep newSweep() {
    return optimizer.sweep(program.weights(), program.gradients());
  }

  /**
   * Writes what training needs to go on bit by bit as if it had not been interrupted: published
   * weights, the optimiser's state, its count of updates, the states of a stateful model, the
   * epochs and steps done, and the seed. The file is safetensors, independent of the program's
   * width, and replaced wholly or not at all.
   *
   * <pre>{@code
   * for (int epoch = 0; epoch < 10; epoch++) {
   *   trainer.epochs(1).fit(train);
   *   trainer.saveCheckpoint(path);
   * }
   * }</pre>
   *
   * @throws IOException if the file cannot be written; the target is then as it was
   */
  public void saveCheckpoint(Path path) throws IOException {
    checkpoint(sweep.orElseGet(this::newSweep))
        .write(path, new Progress(seed, epochsDone, steps, sweep.isPresent() ? updates : 0));
  }

  /**
   * Goes on from a checkpoint: its weights are published, and the optimiser's state, the counters
   * and the seed are this trainer's. The optimiser must be of the kind that wrote it, but may have
   * other numbers, such as a smaller rate.
   *
   * @throws IOException if the file cannot be read, is malformed, or does not hold each parameter
   *     and each array of the optimiser exactly once; all differences are in the message, and the
   *     network and this trainer stay as they are
   * @throws IllegalStateException if another trainer is at work on the network
   */
  public Trainer loadCheckpoint(Path path) throws IOException {
    Optimizer.Sweep resumed = newSweep();
    Progress progress = checkpoint(resumed).read(path);
    sweep = Optional.of(resumed);
    seed = progress.seed();
    epochsDone = progress.epochs();
    steps = progress.steps();
    updates = progress.updates();
    return this;
  }

  private Checkpoint checkpoint(Optimizer.Sweep sweep) {
    return new Checkpoint(net, optimizer.name(), sweep.state(), states);
  }

  private TrainingException failure(String what, int epoch, long number) {
    String when = (epoch > 0 ? "epoch " + epoch + ", " : "") + "step " + number;
    return new TrainingException(
        net.modelName()
            + ": "
            + what
            + " ("
            + when
            + "); the weights published last are kept. Try a smaller learning rate",
        epoch,
        number);
  }

  private <T> T exclusively(Supplier<T> work) {
    boolean done = false;
    try {
      T result = net.exclusively(work);
      done = true;
      return result;
    } finally {
      if (!done) {
        sweep = Optional.empty(); // it belongs to weights that are gone
      }
    }
  }

  /**
   * The norm of the last step's gradients, as {@link #clipGradientNorm} reads it; after a step that
   * was clipped it is at most the limit.
   *
   * @throws IllegalStateException if no step was made yet
   */
  public double gradientNorm() {
    if (steps == 0) {
      throw new IllegalStateException("there is no gradient before the first step");
    }
    return Clipping.norm(program.gradients(), trained);
  }

  /**
   * A copy of a parameter's gradient in the last step, row-major; rounded if the model is a DOUBLE
   * one.
   *
   * @throws IllegalArgumentException if there is no such parameter, the message lists those there
   *     are, or it is a buffer, which has no gradient
   * @throws IllegalStateException if no step was made yet
   */
  public float[] gradient(String name) {
    return Reals.toFloats(canonicalGradient(name));
  }

  /**
   * A copy of a parameter's gradient in the last step, row-major, as doubles.
   *
   * @throws IllegalArgumentException if there is no such parameter, the message lists those there
   *     are, or it is a buffer, which has no gradient
   * @throws IllegalStateException if no step was made yet
   */
  public double[] gradientAsDoubles(String name) {
    return Reals.toDoubles(canonicalGradient(name));
  }

  private Object canonicalGradient(String name) {
    int parameter = net.spec().parameterIndex(name);
    if (!net.parameters().get(parameter).trained()) {
      throw new IllegalArgumentException(
          net.modelName() + "." + name + " has no gradient: training does not learn it");
    }
    if (steps == 0) {
      throw new IllegalStateException("there is no gradient before the first step");
    }
    Object canonical = net.spec().newReals(net.parameters().get(parameter).size());
    net.program().master().unpack(parameter, program.gradients(), canonical);
    return canonical;
  }

  private Team team() {
    if (crew.isEmpty()) {
      crew = Optional.of(new Crew(this, new Team(threads)));
    }
    return crew.get().team;
  }

  /** Ends the threads; the next step starts others. */
  private void dismiss() {
    crew.ifPresent(c -> c.ending.clean());
    crew = Optional.empty();
  }

  /**
   * A team that ends at the latest with its trainer: single steps leave it waiting for the next.
   */
  private static final class Crew {
    final Team team;
    final Cleaner.Cleanable ending;

    Crew(Trainer trainer, Team team) {
      this.team = team;
      this.ending = CLEANER.register(trainer, team::close);
    }
  }
}
