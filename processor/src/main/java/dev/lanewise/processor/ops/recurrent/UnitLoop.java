package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Lowering;
import dev.lanewise.processor.loop.CallSites;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.loop.pass.ExpandMath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * A function of the units of a layer, whose gates lie one behind the other in each row.
 *
 * <pre>for j in 0 until units step lanes: y[offset + j], ... = f(x[offset + j], ...)</pre>
 *
 * <p>Where units are no whole vectors, the last vector ends with them and computes some a second
 * time: so a gate's end never reaches into the next gate. Fewer units than lanes are one vector,
 * whose end the next gate overwrites; behind the last gate it is zero.
 */
final class UnitLoop {
  private final Lowering l;
  private final int units;
  private final DType type;
  private final int lanes;

  /**
   * A stretch of units in each row.
   *
   * @param offset of the first one in the row
   * @param read whether anybody reads it: what nobody reads is not written
   */
  record Column(Home home, int offset, boolean read) {
    Column(Home home, int offset) {
      this(home, offset, true);
    }

    /** A stretch of a result. */
    static Column of(Lowering l, int result, int offset) {
      return new Column(l.result(result), offset, l.isRead(result));
    }
  }

  UnitLoop(Lowering l, int units) {
    this.l = l;
    this.units = units;
    this.type = l.result(0).buffer().dtype();
    this.lanes = l.target().lanes(type);
  }

  /** Elements of a row that stretches of units need, pads included. */
  static int rowStride(int size, int units, int lanes) {
    int end = Math.max(size, size - units + lanes);
    return (end + lanes - 1) / lanes * lanes;
  }

  /**
   * Emits the loop over the rows of the range.
   *
   * @param outputs in the order in which they are written: within a home by ascending offset
   * @param f from the inputs' vectors to the outputs'
   */
  void emit(
      String name,
      List<Column> inputs,
      List<Column> outputs,
      BiFunction<KernelBuilder, List<Expr>, List<Expr>> f) {
    Map<Home, Place> places = new LinkedHashMap<>();
    KernelBuilder k = builder(name, inputs, outputs, f, places);
    Kernel kernel = l.finish(k, name + " over n units of a row.");
    Map<Home, Integer> bases = bases(inputs, outputs);
    l.eachRow(row -> call(kernel, bases, row));
  }

  /** Whether the loop stays within the budget of call sites. */
  boolean fits(
      List<Column> inputs,
      List<Column> outputs,
      BiFunction<KernelBuilder, List<Expr>, List<Expr>> f) {
    Kernel kernel = builder("fits", inputs, outputs, f, new LinkedHashMap<>()).build("");
    return CallSites.of(ExpandMath.run(kernel)) <= CallSites.BUDGET;
  }

  private KernelBuilder builder(
      String name,
      List<Column> inputs,
      List<Column> outputs,
      BiFunction<KernelBuilder, List<Expr>, List<Expr>> f,
      Map<Home, Place> places) {
    KernelBuilder k = l.kernel(name);
    Map<Home, Integer> bases = bases(inputs, outputs);
    bases.keySet().forEach(home -> places.put(home, k.place("x" + places.size(), type)));
    Index n = k.index("n");
    k.loop(
        "j",
        Index.ZERO,
        n,
        lanes,
        j -> {
          List<Expr> read = new ArrayList<>();
          for (Column c : inputs) {
            read.add(
                k.let(
                    "a" + read.size(),
                    k.load(places.get(c.home), j.plus(c.offset - bases.get(c.home)))));
          }
          List<Expr> values = f.apply(k, read);
          for (int i = 0; i < outputs.size(); i++) {
            Column c = outputs.get(i);
            if (c.read) {
              k.store(
                  places.get(c.home),
                  j.plus(c.offset - bases.get(c.home)),
                  masked(k, c, values.get(i)));
            }
          }
        });
    return k;
  }

  /** Few units behind the last gate leave zeros. */
  private Expr masked(KernelBuilder k, Column c, Expr value) {
    int size = c.home.layout().shape().getLast();
    return units < lanes && c.offset + units == size
        ? k.fillFrom(units, k.let("v", value), 0)
        : value;
  }

  /** The first column of each home: kernels of one gate or another are the same but for that. */
  private static Map<Home, Integer> bases(List<Column> inputs, List<Column> outputs) {
    Map<Home, Integer> bases = new LinkedHashMap<>();
    Stream.concat(inputs.stream(), outputs.stream())
        .filter(Column::read)
        .forEach(c -> bases.merge(c.home, c.offset, Math::min));
    return bases;
  }

  private void call(Kernel kernel, Map<Home, Integer> bases, Index row) {
    int whole = Math.max(units / lanes, 1) * lanes;
    List<Place> places =
        bases.entrySet().stream()
            .map(base -> place(base.getKey(), row).plus(Index.of(base.getValue())))
            .toList();
    l.call(kernel, places, Index.of(whole));
    if (units > lanes && units % lanes != 0) {
      List<Place> last = places.stream().map(p -> p.plus(Index.of(units - lanes))).toList();
      l.call(kernel, last, Index.of(lanes));
    }
  }

  /** Weights have one row for all. */
  private static Place place(Home home, Index row) {
    return home.layout().shape().size() > 1 ? home.pixels(row) : home.start();
  }

  /** Zeros behind the last gate of a result, to be written over. */
  void clearPads(Home home) {
    int size = home.layout().shape().getLast();
    if (size % lanes != 0) {
      int from = size / lanes * lanes;
      l.eachRow(row ->
          l.driver().clear(home.buffer(), home.pixels(row).at().plus(from), Index.of(lanes)));
    }
  }
}
