package dev.lanewise.runtime.program;

/**
 * One input of a model.
 *
 * @param name the input's name, which datasets and error messages use
 * @param kind what the input holds
 * @param shape extents of one row, without the batch; empty for one int a row
 * @param classes of an input of ints how many different ones there are, 0 otherwise
 * @param ignored a class label that losses leave out, or {@link #NONE}
 */
public record InputSpec(String name, Kind kind, int[] shape, int classes, int ignored) {
  /** The ignored label of an input of which every label counts. */
  public static final int NONE = Integer.MIN_VALUE;

  /** What an input holds. */
  public enum Kind {
    /** Reals that prediction reads. */
    DATA("", ""),
    /** Ints from 0 to {@code classes - 1} that prediction reads: words, characters, products. */
    TOKENS("token", "tokens"),
    /** One int a row that prediction reads: its steps, from 1 to {@code classes}. */
    STEPS("number of steps", "numbers of steps"),
    /** Ints from 0 to {@code classes - 1} that only training reads. */
    CLASS_LABEL("label", "class labels"),
    /** Reals that only training reads: a regression's target. */
    LABEL("", "");

    private final String one;
    private final String many;

    Kind(String one, String many) {
      this.one = one;
      this.many = many;
    }

    /** Whether the values are ints. */
    public boolean isInt() {
      return !one.isEmpty();
    }

    /** What a single int is called in messages. */
    public String one() {
      return one;
    }

    /** What ints are called in messages. */
    public String many() {
      return many;
    }
  }

  /** Copies the shape, so that the record is immutable. */
  public InputSpec {
    shape = shape.clone();
  }

  /** An input of which every value counts. */
  public InputSpec(String name, Kind kind, int[] shape, int classes) {
    this(name, kind, shape, classes, NONE);
  }

  /** A copy of one row's extents. */
  @Override
  public int[] shape() {
    return shape.clone();
  }

  /** Values in one row. */
  public int width() {
    return Shape.size(shape);
  }

  /** Whether an int is one of the input's. */
  public boolean allows(int value) {
    return isClass(value) || value == ignored && ignored != NONE;
  }

  /** Whether an int is the label of a class that counts. */
  public boolean counts(int value) {
    return isClass(value) && value != ignored;
  }

  private boolean isClass(int value) {
    return value >= first() && value < first() + classes;
  }

  private int first() {
    return kind == Kind.STEPS ? 1 : 0;
  }

  /** The ints that are allowed, such as {@code from 0 to 9}. */
  public String range() {
    String more = isClass(ignored) || ignored == NONE ? "" : ", or " + ignored + " for none";
    return "from " + first() + " to " + (first() + classes - 1) + more;
  }
}
