package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.Algorithm.Parallel;
import dev.lanewise.processor.graph.GraphPrinter;
import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.Ending;
import dev.lanewise.processor.graph.scan.Region;
import dev.lanewise.processor.graph.scan.Regions;
import dev.lanewise.processor.graph.scan.StackOp;
import dev.lanewise.processor.loop.Buffer;
import dev.lanewise.processor.loop.Driver;
import dev.lanewise.processor.loop.DriverBuilder;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.LoopVerifier;
import dev.lanewise.processor.loop.ProgramUnit;
import dev.lanewise.processor.loop.Target;
import dev.lanewise.processor.loop.pass.CompareBounds;
import dev.lanewise.processor.loop.pass.ExpandMath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Turns a plan into loop IR: each algorithm writes its kernels and its part of the driver. */
public final class Lower {
  private static final String PASSED = "passed";

  private final Plan plan;
  private final PlanMemory.Memory memory;
  private final int batch;
  private final Regions regions;
  private final Set<Value> read;

  public Lower(Plan plan, PlanMemory.Memory memory, int batch) {
    this.regions = Regions.of(plan.graph());
    this.plan = plan;
    this.memory = memory;
    this.batch = batch;
    this.read = plan.graph().uses().keySet();
  }

  /**
   * Rows in a tile: half the accumulators, for two vectors of outputs each, and evened out over the
   * batch.
   */
  public static int rowTile(Target target, int batch) {
    return RowTiles.evened(batch, target.accumulators() / 2);
  }

  /** A prediction: one driver over all nodes. */
  public Driver predict(String name, List<Buffer> buffers, Schedule schedule) {
    boolean one = isForOne();
    DriverBuilder driver = new DriverBuilder(name, buffers, one ? List.of() : List.of("rows"));
    Index rows = one || batch == 1 ? Index.ONE : Index.var("rows");
    Cursor cursor = new Cursor(driver, rows, Index.ZERO, rows, null, null);
    cursor.lower(schedule.phases().getFirst().nodes());
    return driver.build(
        one ? "Predicts one sample." : "Predicts {@code rows} samples, at most " + batch + ".");
  }

  /** A step of a sequence, which is told how many there were before. */
  public Driver step(String name, List<Buffer> buffers, Schedule schedule) {
    DriverBuilder driver = new DriverBuilder(name, buffers, List.of(PASSED));
    Cursor cursor = new Cursor(driver, Index.ONE, Index.ZERO, Index.ONE, null, null);
    cursor.lower(schedule.phases().getFirst().nodes());
    return driver.build("Takes one step of a sequence.");
  }

  /** What is computed once for all predictions with the same weights. */
  public Driver prepare(String name, Buffer weights, Schedule schedule) {
    DriverBuilder driver = new DriverBuilder(name, List.of(weights), List.of());
    Cursor cursor = new Cursor(driver, Index.ONE, Index.ZERO, Index.ONE, null, null);
    schedule.prepared().forEach(cursor::lower);
    return driver.build("Computes, behind the weights, what depends on them alone.");
  }

  /** A phase of training. */
  public ProgramUnit.Phase train(String name, List<Buffer> buffers, Schedule.Phase phase) {
    DriverBuilder driver = new DriverBuilder(name, buffers, List.of("rows", "from", "to", "key"));
    Index rows = batch == 1 ? Index.ONE : Index.var("rows");
    Index from = Index.var("from");
    Index to = Index.var("to");
    int tile = rowTile(plan.context().target(), batch);
    if (phase.byRows()) {
      Index first = driver.let("first", from.times(tile));
      Index end = driver.let("end", to.times(tile).min(rows));
      Cursor cursor = new Cursor(driver, rows, first, end, null, null);
      cursor.lower(phase.nodes());
      return new ProgramUnit.Phase(
          driver.build("Items are " + tile + " rows, each taken through all nodes."),
          tile,
          0,
          ItemByItem.isBetter(plan, regions, phase));
    }
    Cursor cursor = new Cursor(driver, rows, Index.ZERO, rows, from, to);
    phase.nodes().forEach(cursor::lower);
    Driver tiles = driver.build("Items are tiles of weights.");
    return new ProgramUnit.Phase(tiles, 0, cursor.items, false);
  }

  private boolean isForOne() {
    return plan.context().kind().isForOne();
  }

  /**
   * Rows of a node for each sample of the call: the steps, where time is folded into the rows. They
   * are those of its result, or of what it reads where the result has none.
   */
  private int rowsPerSample(Node node) {
    int samples = isForOne() ? 1 : batch;
    return Stream.concat(node.types().stream(), node.inputs().stream().map(Value::type))
        .filter(TensorType::isBatched)
        .findFirst()
        .map(type -> type.rows() / samples)
        .orElse(1);
  }

  /** Writes one driver, node by node. */
  private final class Cursor implements Lowering {
    private final DriverBuilder driver;
    private final Index rows;
    private final Index firstRow;
    private final Index endRow;
    private final Index from;
    private final Index to;
    private Node node;
    private int perSample;
    private Index iteration = Index.ZERO;
    private int items;

    /**
     * @param from first item where the phase is one of items, otherwise null
     */
    Cursor(DriverBuilder driver, Index rows, Index firstRow, Index endRow, Index from, Index to) {
      this.driver = driver;
      this.rows = rows;
      this.firstRow = firstRow;
      this.endRow = endRow;
      this.from = from;
      this.to = to;
    }

    /** Nodes in order, those of a loop inside of it. */
    void lower(List<Node> nodes) {
      for (List<Node> unit : regions.units(nodes)) {
        Optional<Region> loop = regions.of(unit.getFirst());
        if (loop.isEmpty()) {
          unit.forEach(this::lower);
          continue;
        }
        driver.remark("for each step of " + loop.get());
        Index steps = Index.of(loop.get().steps());
        Optional<Ending> ending = isForOne() ? Ending.of(unit) : Optional.empty();
        if (ending.isEmpty()) {
          loop(unit, Index.ZERO, steps);
          continue;
        }
        Index end =
            driver.let("end", new Index.Element(home(ending.get().steps()).buffer(), Index.ZERO));
        boolean reverse = ending.get().reverse();
        loop(unit, reverse ? end.times(-1).plus(steps) : Index.ZERO, reverse ? steps : end);
        unit.stream()
            .filter(stack -> stack.op() instanceof StackOp)
            .forEach(stack -> Ending.clear(driver, home(stack.result()), loop.get().steps(), end));
      }
    }

    private void loop(List<Node> unit, Index from, Index to) {
      driver.loop(
          "t",
          from,
          to,
          1,
          t -> {
            iteration = t;
            unit.forEach(this::lower);
          });
      iteration = Index.ZERO;
    }

    void lower(Node next) {
      node = next;
      perSample = rowsPerSample(node);
      Algorithm algorithm = plan.algorithm(node);
      if (algorithm.isView(node) || algorithm.isJoin(node)) {
        return;
      }
      driver.remark(GraphPrinter.describe(node));
      if (algorithm.parallel(node) == Parallel.SERIAL) {
        items(1, item -> algorithm.lower(this));
      } else {
        algorithm.lower(this);
      }
    }

    @Override
    public Node node() {
      return node;
    }

    @Override
    public Algorithm.Context context() {
      return plan.context();
    }

    @Override
    public Home input(int index) {
      return home(node.input(index));
    }

    @Override
    public Home result(int index) {
      return home(node.result(index));
    }

    @Override
    public boolean isRead(int index) {
      return read.contains(node.result(index));
    }

    private Home home(Value value) {
      return memory.homes().get(value).shifted(plan.stepping(value).at(iteration));
    }

    @Override
    public Home scratch() {
      return memory.scratch().get(node);
    }

    @Override
    public DriverBuilder driver() {
      return driver;
    }

    @Override
    public Index rows() {
      return rows.times(perSample);
    }

    @Override
    public Index firstRow() {
      return firstRow.times(perSample);
    }

    @Override
    public Index endRow() {
      return endRow.times(perSample);
    }

    @Override
    public Index key() {
      return Index.var("key");
    }

    @Override
    public Index passed() {
      return Index.var(PASSED);
    }

    @Override
    public int rowTile() {
      return perSample > 1 ? stepTiles().height() : sampleTile();
    }

    private int sampleTile() {
      return isForOne() ? 1 : Lower.rowTile(plan.context().target(), batch);
    }

    private RowTiles stepTiles() {
      return RowTiles.of(perSample, plan.context().target().accumulators() / 2, sampleTile());
    }

    @Override
    public void rowTiles(BiConsumer<Integer, Index> body) {
      if (perSample > 1) {
        stepTiles().write(driver, firstRow(), endRow(), body);
        return;
      }
      int tile = rowTile();
      if (tile == 1) {
        driver.loop("r", firstRow, endRow, 1, row -> body.accept(1, row));
        return;
      }
      Index whole = endRow.over(tile).times(tile);
      driver.loop("r", firstRow, whole, tile, row -> body.accept(tile, row));
      driver.loop("r", whole, endRow, 1, row -> body.accept(1, row));
    }

    @Override
    public void items(int count, Consumer<Index> body) {
      if (count == 0) {
        return;
      }
      if (from == null) {
        driver.loop("item", Index.ZERO, Index.of(count), 1, body);
        return;
      }
      Index first = items == 0 ? from : from.max(Index.of(items)).plus(-items);
      Index end = to.min(Index.of(items + count)).plus(-items);
      driver.loop("item", first, end, 1, body);
      items += count;
    }

    @Override
    public KernelBuilder kernel(String name) {
      return new KernelBuilder(name.replace('+', '_'), plan.context().target());
    }

    @Override
    public Kernel finish(KernelBuilder builder, String comment) {
      String line = GraphPrinter.describe(node).replace("<", "&lt;");
      Kernel built = builder.build(line + "\n\n<p>" + comment + "\n");
      Kernel kernel = CompareBounds.run(ExpandMath.run(built));
      LoopVerifier.verify(kernel);
      return kernel;
    }
  }
}
