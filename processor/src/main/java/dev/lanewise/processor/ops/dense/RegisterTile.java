package dev.lanewise.processor.ops.dense;

import dev.lanewise.processor.graph.pack.Bfloat16;
import dev.lanewise.processor.loop.CallSites;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.Index;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.Place;
import dev.lanewise.processor.loop.Target;
import java.util.function.IntFunction;

/**
 * The outer-product tile that all matrix products share: lanes are columns, accumulators a block of
 * rows by vectors.
 *
 * <pre>
 * for k in 0 until contracted: c[r][v] += broadcast(x[r * xRow + k * xStep]) * w[k * wStep + v]
 * </pre>
 *
 * With few accumulators the loop splits into chains that are added at the end, or the FMA's latency
 * would bind.
 *
 * @param pairs whether vectors of columns are stored as bfloat16, two in the place of one
 * @param contracted the length of the sum, or the rows of a call; only the former is split
 * @param turned whether a sum of fixed length runs from its last term to its first
 * @param streams whether a loop reads the columns one by one, as from a distant cache. C2 unrolls a
 *     loop that counts by ones, and reads in it one column after the other, each in leaps; one that
 *     counts the elements of a row of columns stays as it is, and reads on. Steps of an LSTM of 512
 *     units over a sequence take 0.91 of the time, a perceptron of 512 units 0.93, a layer of 4096
 *     to 1000 0.6; with weights that lie nearer it is 1.00 to 1.05.
 */
public record RegisterTile(
    Target target,
    int rows,
    int vectors,
    boolean pairs,
    Index contracted,
    int xRow,
    int xStep,
    int wStep,
    boolean turned,
    boolean streams) {
  /** Of a tile in chains: an epilogue of a few operations finds room beside them. */
  private static final int MOST_SITES = CallSites.BUDGET - 8;

  /** The tile of columns that are floats. */
  public RegisterTile(
      Target target, int rows, int vectors, Index contracted, int xRow, int xStep, int wStep) {
    this(target, rows, vectors, false, contracted, xRow, xStep, wStep, false, false);
  }

  /** Chains that the sum is split into. */
  public int chains() {
    int chains = 1;
    while (contracted instanceof Index.Const(int length)
        && chains * rows * vectors < target.independentSums()
        && chains * 2 * rows * vectors <= 8
        && length >= 8 * chains
        && (!pairs || sites(2 * chains, length) <= MOST_SITES)) {
      chains *= 2;
    }
    return chains;
  }

  /** Call sites of a tile of pairs: what no round of all chains takes is written out too. */
  private int sites(int chains, int length) {
    int sums = rows * vectors;
    int step = rows + sums + 2 * ((vectors + 1) / 2 + vectors);
    return (chains + length % chains) * step + vectors + (2 * chains - 1) * sums;
  }

  /** The tile for a kernel's comment. */
  public String text() {
    return rows
        + (rows == 1 ? " row x " : " rows x ")
        + vectors
        + (vectors == 1 ? " vector" : " vectors")
        + (chains() == 1 ? "" : ", k in " + chains() + " chains that hide the latency of an FMA")
        + ": "
        + rows * vectors * chains()
        + " accumulators";
  }

  /** What sums start from. */
  @FunctionalInterface
  public interface Initial {
    Expr of(int row, int vector);
  }

  /**
   * Writes the loop.
   *
   * @param initial what the sums of a vector of columns start from, in all rows
   * @return the sums by row and vector
   */
  public Expr[][] sums(KernelBuilder k, Place x, Place w, IntFunction<Expr> initial) {
    Expr[] known = new Expr[vectors];
    return sums(
        k,
        x,
        w,
        (r, v) -> {
          known[v] = known[v] == null ? initial.apply(v) : known[v];
          return known[v];
        });
  }

  /** The same where each sum starts from a value of its own. */
  public Expr[][] sums(KernelBuilder k, Place x, Place w, Initial initial) {
    int chains = chains();
    Expr.Use[][][] c = accumulators(k, w, initial);
    if (contracted instanceof Index.Const(int length)) {
      int whole = length / chains * chains;
      if (whole > 0) {
        loop(k, "k", x, w, c, Index.of(whole));
      }
      for (int i = whole; i < length; i++) {
        Index row = row(Index.of(i), 1);
        step(k, c[i - whole], x, w, row, row.times(wStep));
      }
    } else {
      loop(k, "r", x, w, c, contracted);
    }
    Expr[][] sums = new Expr[rows][vectors];
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vectors; v++) {
        sums[r][v] = c[0][r][v];
        for (int chain = 1; chain < chains; chain++) {
          sums[r][v] = sums[r][v].plus(c[chain][r][v]);
        }
      }
    }
    return sums;
  }

  /** The first chain starts from the initial values, all others from 0. */
  private Expr.Use[][][] accumulators(KernelBuilder k, Place w, Initial initial) {
    Expr.Use[][][] c = new Expr.Use[chains()][rows][vectors];
    for (int v = 0; v < vectors; v++) {
      for (int chain = 0; chain < c.length; chain++) {
        for (int r = 0; r < rows; r++) {
          String name = "c" + r + "_" + v + (chain == 0 ? "" : "_" + (char) ('a' + chain));
          Expr zero = k.constant(w.buffer().dtype(), 0);
          c[chain][r][v] = k.variable(name, chain == 0 ? initial.of(r, v) : zero);
        }
      }
    }
    return c;
  }

  private void loop(
      KernelBuilder k, String variable, Place x, Place w, Expr.Use[][][] c, Index end) {
    int unit = streams ? wStep : 1;
    k.loop(
        variable,
        Index.ZERO,
        end.times(unit),
        c.length * unit,
        at -> {
          for (int chain = 0; chain < c.length; chain++) {
            Index from = row(at.plus(chain * unit), unit);
            step(k, c[chain], x, w, from.over(unit), from.times(wStep / unit));
          }
        });
  }

  private Index row(Index at, int unit) {
    return turned && contracted instanceof Index.Const(int length)
        ? at.times(-1).plus((length - 1) * unit)
        : at;
  }

  /** Adds the term of a row of columns, which begins at an element. */
  private void step(KernelBuilder k, Expr.Use[][] c, Place x, Place w, Index i, Index element) {
    Expr[] columns = columns(k, w, element);
    for (int r = 0; r < rows; r++) {
      Expr value = k.let("x" + r, k.broadcast(k.element(x, i.times(xStep).plus(r * xRow))));
      for (int v = 0; v < vectors; v++) {
        k.assign(c[r][v], value.fma(columns[v], c[r][v]));
      }
    }
  }

  private Expr[] columns(KernelBuilder k, Place w, Index element) {
    Expr[] columns = new Expr[vectors];
    int lanes = k.lanes(w.buffer().dtype());
    String name = w.buffer().name();
    Expr bits = null;
    for (int v = 0; v < vectors; v++) {
      if (pairs && v % 2 == 0) {
        Expr pair = k.load(w, element.plus(v / 2 * lanes));
        bits = k.let("pair" + v / 2, Bfloat16.bits(pair));
      }
      Expr vector =
          pairs
              ? v % 2 == 0 ? Bfloat16.low(bits) : Bfloat16.high(bits)
              : k.load(w, element.plus(v * lanes));
      // For one row each vector is used once: no register needs a name.
      columns[v] = rows == 1 ? vector : k.let(name + v, vector);
    }
    return columns;
  }
}
