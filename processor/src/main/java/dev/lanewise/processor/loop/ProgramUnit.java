package dev.lanewise.processor.loop;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All code of a model for one target.
 *
 * @param master packing of training and batched prediction
 * @param latency packing of prediction at batch 1
 * @param stepper where the model asks for it
 */
public record ProgramUnit(
    Target target,
    DType real,
    Packing master,
    Packing latency,
    Predict predictOne,
    Predict predictBatch,
    Optional<Train> train,
    Optional<Stepper> stepper) {

  /**
   * A prediction.
   *
   * @param prepare computes once what depends on the weights alone, behind them
   * @param weights elements of weights while they are prepared
   * @param lasting elements of them that predictions read
   * @param arena elements of the arena
   */
  public record Predict(
      Driver driver, Optional<Driver> prepare, int weights, int lasting, Kept kept, int arena) {
    Stream<Driver> drivers() {
      return Stream.concat(prepare.stream(), Stream.of(driver));
    }
  }

  /**
   * The stretch of an arena that holds what stays from one run of the program to the next; before
   * the first run it is zero.
   */
  public record Kept(int first, int end) {
    public boolean isEmpty() {
      return first == end;
    }
  }

  /**
   * Prediction step by step.
   *
   * @param packing of the weights
   * @param states where the arena holds what stays, each without what pads it
   */
  public record Stepper(Packing packing, Predict predict, List<State> states) {
    /** Elements of all states. */
    public int size() {
      return states.stream().mapToInt(State::size).sum();
    }
  }

  /** A value that stays from step to step. */
  public record State(String name, int offset, int size) {}

  /**
   * Training: phases that run one after the other, each parallel over its items.
   *
   * @param states names of the values that stay from one step to the next
   * @param kept where the arena holds these
   */
  public record Train(
      List<Phase> phases, List<String> states, Packing kept, int arena, List<Loss> losses) {}

  /**
   * @param rowsPerItem rows that an item stands for, or 0 where the items do not depend on the rows
   * @param items items where they do not depend on the rows
   * @param itemByItem whether a thread calls the driver for each of its items, not once for all
   */
  public record Phase(Driver driver, int rowsPerItem, int items, boolean itemByItem) {}

  /** Where the arena holds a loss after the last phase, and its weight in the total. */
  public record Loss(String name, int offset, double weight) {}

  public List<Driver> drivers() {
    return Stream.concat(
            Stream.concat(
                    Stream.of(predictOne, predictBatch), stepper.stream().map(Stepper::predict))
                .flatMap(Predict::drivers),
            train.stream().flatMap(t -> t.phases().stream()).map(Phase::driver))
        .toList();
  }

  /** Every kernel that the drivers call, once, in the order of the calls. */
  public static List<Kernel> kernels(List<Driver> drivers) {
    return drivers.stream().flatMap(driver -> calls(driver.body())).distinct().toList();
  }

  private static Stream<Kernel> calls(List<Stmt> body) {
    return body.stream()
        .flatMap(statement ->
            switch (statement) {
              case Stmt.For f -> calls(f.body());
              case Stmt.Call c -> Stream.of(c.kernel());
              case Stmt.Let l -> Stream.<Kernel>empty();
              case Stmt.Remark r -> Stream.<Kernel>empty();
              case Stmt.Define d -> Stream.<Kernel>empty();
              case Stmt.Assign a -> Stream.<Kernel>empty();
              case Stmt.Store s -> Stream.<Kernel>empty();
              case Stmt.Copy c -> Stream.<Kernel>empty();
              case Stmt.Clear c -> Stream.<Kernel>empty();
            });
  }
}
