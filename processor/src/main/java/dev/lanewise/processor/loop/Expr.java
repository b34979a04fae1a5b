package dev.lanewise.processor.loop;

/**
 * Values a kernel computes: scalars (one lane) and vectors (all lanes of the target). In the scalar
 * twin a vector has one lane, and both are the same.
 */
public sealed interface Expr {
  /** Element type and lanes of a register or expression. */
  record Type(DType dtype, int lanes) {
    @Override
    public String toString() {
      return lanes == 1 ? dtype.toString() : dtype + "x" + lanes;
    }
  }

  /** A named register. Accumulators are mutable; all others are written once. */
  record Register(String name, Type type, boolean mutable) {}

  enum UnaryOp {
    NEGATE,
    ABS,
    SQRT,
    /** Functions that the pass ExpandMath turns into polynomials, except LOG of a scalar. */
    EXP,
    LOG,
    /** log(1 + x) of x from 0 to 1. */
    LOG1P,
    TANH,
    SIGMOID,
    ERF
  }

  enum BinaryOp {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MIN,
    MAX,
    /** Of integers alone. */
    AND,
    /** Of integers alone. */
    XOR;

    boolean isOfIntegers() {
      return this == AND || this == XOR;
    }
  }

  enum Comparison {
    LT,
    LE,
    GT,
    GE,
    EQ,
    NE
  }

  enum ShiftOp {
    LEFT,
    RIGHT_ARITHMETIC,
    RIGHT_LOGICAL
  }

  /**
   * Reductions whose result does not depend on the order. A sum does: see {@link
   * KernelBuilder#sumLanes}.
   */
  enum ReduceOp {
    MIN,
    MAX
  }

  record Const(DType dtype, double value) implements Expr {}

  record Use(Register register) implements Expr {}

  /** {@code lanes} consecutive elements from {@code at}. */
  record Load(Buffer buffer, Index at, int lanes) implements Expr {}

  record Broadcast(Expr scalar, int lanes) implements Expr {}

  /** 0, 1, 2, ... in the lanes. */
  record LaneIndex(Type of) implements Expr {}

  /** An index as a scalar number. */
  record FromIndex(Index index, DType dtype) implements Expr {}

  record Unary(UnaryOp op, Expr a) implements Expr {}

  record Binary(BinaryOp op, Expr a, Expr b) implements Expr {}

  /** {@code a * b + addend}, rounded once where the machine can. */
  record Fma(Expr a, Expr b, Expr addend) implements Expr {}

  /** By lane: {@code left <op> right ? yes : no}. */
  record Select(Comparison op, Expr left, Expr right, Expr yes, Expr no) implements Expr {}

  /** Shift of integer lanes by a constant. */
  record Shift(ShiftOp op, Expr a, int distance) implements Expr {}

  /** The same bits as another type of the same size. */
  record Reinterpret(DType dtype, Expr a) implements Expr {}

  /**
   * The lanes of two vectors in turn, {@code a0 b0 a1 b1 ...}: of their lower halves, or of their
   * upper ones. Only of vectors: one lane has no halves.
   */
  record Zip(Expr a, Expr b, boolean upper) implements Expr {}

  /** A vector to a scalar. */
  record Reduce(ReduceOp op, Expr a) implements Expr {}

  default Type type() {
    return switch (this) {
      case Const c -> new Type(c.dtype, 1);
      case Use u -> u.register.type;
      case Load l -> new Type(l.buffer.dtype(), l.lanes);
      case Broadcast b -> new Type(b.scalar.type().dtype, b.lanes);
      case LaneIndex i -> i.of;
      case FromIndex f -> new Type(f.dtype, 1);
      case Unary u -> u.a.type();
      case Binary b -> b.a.type();
      case Fma f -> f.a.type();
      case Select s -> s.yes.type();
      case Shift s -> s.a.type();
      case Reinterpret r -> new Type(r.dtype, r.a.type().lanes);
      case Zip z -> z.a.type();
      case Reduce r -> new Type(r.a.type().dtype, 1);
    };
  }

  /** A constant of this expression's type. */
  default Expr constant(double value) {
    Type type = type();
    Expr scalar = new Const(type.dtype, value);
    return type.lanes == 1 ? scalar : new Broadcast(scalar, type.lanes);
  }

  default Expr plus(Expr b) {
    return new Binary(BinaryOp.ADD, this, b);
  }

  default Expr plus(double b) {
    return plus(constant(b));
  }

  default Expr minus(Expr b) {
    return new Binary(BinaryOp.SUBTRACT, this, b);
  }

  default Expr times(Expr b) {
    return new Binary(BinaryOp.MULTIPLY, this, b);
  }

  default Expr times(double b) {
    return times(constant(b));
  }

  default Expr over(Expr b) {
    return new Binary(BinaryOp.DIVIDE, this, b);
  }

  default Expr min(Expr b) {
    return new Binary(BinaryOp.MIN, this, b);
  }

  default Expr max(Expr b) {
    return new Binary(BinaryOp.MAX, this, b);
  }

  default Expr and(Expr b) {
    return new Binary(BinaryOp.AND, this, b);
  }

  default Expr xor(Expr b) {
    return new Binary(BinaryOp.XOR, this, b);
  }

  default Expr fma(Expr b, Expr addend) {
    return new Fma(this, b, addend);
  }

  default Expr apply(UnaryOp op) {
    return new Unary(op, this);
  }

  default Expr select(Comparison op, Expr right, Expr yes, Expr no) {
    return new Select(op, this, right, yes, no);
  }
}
