package dev.lanewise.processor.loop;

/** Integer expressions: addresses, loop bounds, kernel arguments. The factories fold constants. */
public sealed interface Index {
  Index ZERO = new Const(0);
  Index ONE = new Const(1);

  record Const(int value) implements Index {}

  /** A loop variable, a named index, a parameter, or a run-time bound. */
  record Var(String name) implements Index {}

  record Sum(Index a, Index b) implements Index {}

  record Product(Index a, Index b) implements Index {}

  /** Floor division of a value that is not negative. */
  record Quotient(Index a, int divisor) implements Index {}

  record Remainder(Index a, int divisor) implements Index {}

  record Min(Index a, Index b) implements Index {}

  record Max(Index a, Index b) implements Index {}

  /** An element of an i32 array, such as a class label. */
  record Element(Buffer buffer, Index at) implements Index {}

  static Index of(int value) {
    return new Const(value);
  }

  static Index var(String name) {
    return new Var(name);
  }

  default Index plus(Index other) {
    if (other instanceof Const(int c)) {
      return plus(c);
    }
    if (this instanceof Const(int c)) {
      return other.plus(c);
    }
    // Constants stay rightmost, where later additions fold them.
    if (this instanceof Sum(Index a, Const c)) {
      return new Sum(a.plus(other), c);
    }
    if (other instanceof Sum(Index a, Const c)) {
      return new Sum(plus(a), c);
    }
    return new Sum(this, other);
  }

  default Index plus(int c) {
    if (c == 0) {
      return this;
    }
    return switch (this) {
      case Const(int value) -> of(Math.addExact(value, c));
      case Sum(Index a, Const(int value)) -> a.plus(value + c);
      default -> new Sum(this, of(c));
    };
  }

  default Index times(int c) {
    if (c == 0) {
      return ZERO;
    }
    if (c == 1) {
      return this;
    }
    return switch (this) {
      case Const(int value) -> of(Math.multiplyExact(value, c));
      case Product(Index a, Const(int value)) -> new Product(a, of(Math.multiplyExact(value, c)));
      default -> new Product(this, of(c));
    };
  }

  default Index times(Index other) {
    if (other instanceof Const(int c)) {
      return times(c);
    }
    if (this instanceof Const(int c)) {
      return other.times(c);
    }
    return new Product(this, other);
  }

  default Index over(int divisor) {
    if (divisor == 1) {
      return this;
    }
    return this instanceof Const(int value) ? of(value / divisor) : new Quotient(this, divisor);
  }

  default Index mod(int divisor) {
    if (divisor == 1) {
      return ZERO;
    }
    return this instanceof Const(int value) ? of(value % divisor) : new Remainder(this, divisor);
  }

  default Index min(Index other) {
    return this instanceof Const(int a) && other instanceof Const(int b)
        ? of(Math.min(a, b))
        : new Min(this, other);
  }

  default Index max(Index other) {
    return this instanceof Const(int a) && other instanceof Const(int b)
        ? of(Math.max(a, b))
        : new Max(this, other);
  }
}
