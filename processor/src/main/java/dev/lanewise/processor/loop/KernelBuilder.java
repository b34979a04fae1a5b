package dev.lanewise.processor.loop;

import dev.lanewise.processor.loop.Expr.Register;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Writes a kernel in order. Vectors have the target's lanes; {@code load} and {@code broadcast} are
 * vectors, {@code element} is a scalar.
 *
 * <pre>{@code
 * KernelBuilder k = new KernelBuilder("axpy", Target.VECTOR_512);
 * Buffer x = k.buffer("x", F32), y = k.buffer("y", F32);
 * Index n = k.index("n");
 * k.loop("i", Index.ZERO, n, k.lanes(F32), i -> k.store(y, i, k.load(x, i).fma(k.constant(F32, 2), k.load(y, i))));
 * Kernel kernel = k.build("y += 2 x");
 * }</pre>
 */
public final class KernelBuilder {
  private final String name;
  private final Target target;
  private final List<Buffer> buffers = new ArrayList<>();
  private final List<String> indices = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private List<Stmt> body = new ArrayList<>();

  public KernelBuilder(String name, Target target) {
    this.name = name;
    this.target = target;
  }

  public Target target() {
    return target;
  }

  public int lanes(DType type) {
    return target.lanes(type);
  }

  /** An array parameter. */
  public Buffer buffer(String name, DType type) {
    Buffer buffer = new Buffer(fresh(name), type);
    buffers.add(buffer);
    return buffer;
  }

  /** An integer parameter. */
  public Index index(String name) {
    String unique = fresh(name);
    indices.add(unique);
    return Index.var(unique);
  }

  /** An array parameter and, among the integer parameters, the address {@code nameAt} in it. */
  public Place place(String name, DType type) {
    Buffer buffer = buffer(name, type);
    return new Place(buffer, index(buffer.name() + "At"));
  }

  /** Names an index, so that it is computed once, here. */
  public Index let(String name, Index value) {
    if (value instanceof Index.Const || value instanceof Index.Var) {
      return value;
    }
    String unique = fresh(name);
    body.add(new Stmt.Let(unique, value));
    return Index.var(unique);
  }

  /** Writes a loop, or only its body where that runs but once. */
  public void loop(String variable, Index from, Index to, int step, Consumer<Index> statements) {
    if (from instanceof Index.Const(int a) && to instanceof Index.Const(int b) && b - a <= step) {
      if (b > a) {
        statements.accept(from);
      }
      return;
    }
    String unique = fresh(variable);
    List<Stmt> outer = body;
    body = new ArrayList<>();
    statements.accept(Index.var(unique));
    outer.add(new Stmt.For(unique, from, to, step, List.copyOf(body)));
    body = outer;
  }

  public void loop(String variable, int to, Consumer<Index> statements) {
    loop(variable, Index.ZERO, Index.of(to), 1, statements);
  }

  /** A register that is written once. */
  public Expr let(String name, Expr value) {
    Register register = new Register(fresh(name), value.type(), false);
    body.add(new Stmt.Define(register, value));
    return new Expr.Use(register);
  }

  /** An accumulator: a register that {@link #assign} updates. */
  public Expr.Use variable(String name, Expr initial) {
    Register register = new Register(fresh(name), initial.type(), true);
    body.add(new Stmt.Define(register, initial));
    return new Expr.Use(register);
  }

  /** The same, one for each vector of some side by side. */
  public List<Expr.Use> variables(String name, int count, IntFunction<Expr> initial) {
    return IntStream.range(0, count).mapToObj(v -> variable(name + v, initial.apply(v))).toList();
  }

  public void assign(Expr.Use variable, Expr value) {
    body.add(new Stmt.Assign(variable.register(), value));
  }

  /** Stores to the element {@code offset} behind the place. */
  public void store(Place place, Index offset, Expr value) {
    store(place.buffer(), place.at().plus(offset), value);
  }

  /** The same at a fixed distance. */
  public void store(Place place, int offset, Expr value) {
    store(place, Index.of(offset), value);
  }

  public void store(Buffer buffer, Index at, Expr value) {
    body.add(new Stmt.Store(buffer, at, value));
  }

  public Expr load(Buffer buffer, Index at) {
    return new Expr.Load(buffer, at, lanes(buffer.dtype()));
  }

  /** The vector from the element {@code offset} behind the place. */
  public Expr load(Place place, Index offset) {
    return load(place.buffer(), place.at().plus(offset));
  }

  /** The element {@code offset} behind the place, as a scalar. */
  public Expr element(Place place, Index offset) {
    return element(place.buffer(), place.at().plus(offset));
  }

  /** The same at a fixed distance. */
  public Expr element(Place place, int offset) {
    return element(place, Index.of(offset));
  }

  /** The element at the place, as a scalar. */
  public Expr element(Place place) {
    return element(place, Index.ZERO);
  }

  /** One element, as a scalar. */
  public Expr element(Buffer buffer, Index at) {
    return new Expr.Load(buffer, at, 1);
  }

  /** One element in all lanes. */
  public Expr broadcast(Buffer buffer, Index at) {
    return broadcast(element(buffer, at));
  }

  public Expr broadcast(Expr scalar) {
    int lanes = lanes(scalar.type().dtype());
    return lanes == 1 ? scalar : new Expr.Broadcast(scalar, lanes);
  }

  /** A constant in all lanes. */
  public Expr constant(DType type, double value) {
    return broadcast(new Expr.Const(type, value));
  }

  /** The lanes of two vectors in turn: of their lower halves, or of their upper ones. */
  public Expr zip(Expr a, Expr b, boolean upper) {
    return new Expr.Zip(a, b, upper);
  }

  /**
   * The vector with the lanes from {@code valid} on replaced by {@code fill}; {@code valid} below
   * the lane count.
   */
  public Expr fillFrom(int valid, Expr vector, double fill) {
    return fillFrom(new Expr.Const(vector.type().dtype(), valid), vector, fill);
  }

  /** The same where {@code valid} is a scalar known at run time; above the lane count all stay. */
  public Expr fillFrom(Expr valid, Expr vector, double fill) {
    Expr lane = new Expr.LaneIndex(vector.type());
    return lane.select(Expr.Comparison.LT, broadcast(valid), vector, vector.constant(fill));
  }

  /** The vector with the lanes before {@code first} replaced by {@code fill}. */
  public Expr fillUntil(int first, Expr vector, double fill) {
    Expr lane = new Expr.LaneIndex(vector.type());
    return lane.select(Expr.Comparison.GE, lane.constant(first), vector, vector.constant(fill));
  }

  /**
   * The sum of the lanes as a scalar, always in the same order: pairwise over the lanes as stored
   * to {@code scratch}. The Vector API leaves the order of a floating-point sum open, so that
   * interpreter and C2 may differ; here bits must not.
   */
  public Expr sumLanes(Expr vector, Buffer scratch, Index at) {
    int lanes = vector.type().lanes();
    if (lanes == 1) {
      return vector;
    }
    store(scratch, at, vector);
    return pairwise(scratch, at, 0, lanes);
  }

  /** The same with scratch at a place. */
  public Expr sumLanes(Expr vector, Place scratch) {
    return sumLanes(vector, scratch.buffer(), scratch.at());
  }

  private Expr pairwise(Buffer scratch, Index at, int from, int count) {
    return count == 1
        ? element(scratch, at.plus(from))
        : pairwise(scratch, at, from, count / 2)
            .plus(pairwise(scratch, at, from + count / 2, count - count / 2));
  }

  public Kernel build(String comment) {
    return new Kernel(name, List.copyOf(buffers), List.copyOf(indices), List.copyOf(body), comment);
  }

  private String fresh(String wanted) {
    String unique = wanted;
    for (int i = 2; !names.add(unique); i++) {
      unique = wanted + "_" + i;
    }
    return unique;
  }
}
