package dev.lanewise.processor.graph;

import dev.lanewise.processor.loop.Index;
import java.util.ArrayList;
import java.util.List;

/**
 * How a tensor lies in memory: canonical index {@code i} is at {@code offset + sum((i[axis] /
 * divisor) % modulus * stride)}. Elements that no index maps to are pads.
 *
 * @param offset where the first element lies: a border of pads may be before it
 * @param size elements, pads included
 * @param zeroPads whether the pads are known to be zero, as every reduction over them needs
 * @param part whether it is a part of a larger value: what no index maps to may be elements of
 *     others, so that its pads are those alone that lie in its own vectors and borders
 * @param paired of values stored as bfloat16: two elements so far apart along the last term's axis
 *     share a place, the nearer one in the lower half of its bits; 0 where each has a place of its
 *     own
 */
public record Layout(
    List<Integer> shape,
    List<Term> terms,
    int offset,
    int size,
    boolean zeroPads,
    boolean part,
    int paired) {
  /** One part of the address; modulus 0 stands for none. */
  public record Term(int axis, int divisor, int modulus, int stride) {}

  public Layout {
    shape = List.copyOf(shape);
    terms = List.copyOf(terms);
  }

  /** The layout of a value whose elements have a place each. */
  public Layout(
      List<Integer> shape, List<Term> terms, int offset, int size, boolean zeroPads, boolean part) {
    this(shape, terms, offset, size, zeroPads, part, 0);
  }

  /** The layout of a value that shares its place with no other. */
  public Layout(List<Integer> shape, List<Term> terms, int offset, int size, boolean zeroPads) {
    this(shape, terms, offset, size, zeroPads, false);
  }

  /** A layout whose first element lies at its beginning. */
  public Layout(List<Integer> shape, List<Term> terms, int size, boolean zeroPads) {
    this(shape, terms, 0, size, zeroPads);
  }

  /** Canonical row-major order, without pads. */
  public static Layout canonical(List<Integer> shape) {
    List<Term> terms = new ArrayList<>();
    int stride = 1;
    for (int axis = shape.size() - 1; axis >= 0; axis--) {
      terms.addFirst(new Term(axis, 1, 0, stride));
      stride = Math.multiplyExact(stride, shape.get(axis));
    }
    return new Layout(shape, terms, stride, true);
  }

  /** Samples in canonical order, each sample starting {@code rowStride} after the one before. */
  public static Layout rows(List<Integer> shape, int rowStride, boolean zeroPads) {
    Layout sample = canonical(shape.subList(1, shape.size()));
    List<Term> terms = new ArrayList<>();
    terms.add(new Term(0, 1, 0, rowStride));
    sample.terms.forEach(t -> terms.add(new Term(t.axis + 1, t.divisor, t.modulus, t.stride)));
    return new Layout(
        shape,
        terms,
        Math.multiplyExact(shape.getFirst(), rowStride),
        zeroPads || rowStride == sample.size);
  }

  /** Sequences of samples, each step in canonical order, {@code stride} after the one before. */
  public static Layout steps(List<Integer> shape, int stride, boolean zeroPads) {
    Layout rows = rows(shape.subList(1, shape.size()), stride, zeroPads);
    List<Term> terms = new ArrayList<>(List.of(new Term(0, 1, 0, rows.size)));
    rows.terms.forEach(t -> terms.add(new Term(t.axis + 1, 1, 0, t.stride)));
    return new Layout(shape, terms, Math.multiplyExact(shape.getFirst(), rows.size), rows.zeroPads);
  }

  /** Canonical order, with zeros behind it up to {@code size}. */
  public static Layout padded(List<Integer> shape, int size) {
    return new Layout(shape, canonical(shape).terms, size, true);
  }

  /**
   * A matrix in panels of {@code width} columns, {@code [columns/width][rows][width]}: what an
   * outer-product tile streams.
   *
   * @param columnAxis the axis that the lanes run along; the other one is contracted
   */
  public static Layout panels(List<Integer> shape, int columnAxis, int width) {
    int rows = shape.get(1 - columnAxis);
    int panels = (shape.get(columnAxis) + width - 1) / width;
    return new Layout(
        shape,
        List.of(
            new Term(columnAxis, width, 0, Math.multiplyExact(rows, width)),
            new Term(1 - columnAxis, 1, 0, width),
            new Term(columnAxis, 1, width, 1)),
        Math.multiplyExact(panels, Math.multiplyExact(rows, width)),
        true);
  }

  /**
   * The same panels with their rows where the last axis of {@code rows} has them, pads included:
   * the matrix for the features of samples that lie so.
   */
  public static Layout panels(List<Integer> shape, int columnAxis, int width, Layout rows) {
    int count = rows.rowStride();
    int panels = (shape.get(columnAxis) + width - 1) / width;
    List<Term> terms = new ArrayList<>();
    terms.add(new Term(columnAxis, width, 0, Math.multiplyExact(count, width)));
    for (Term t : rows.terms.subList(1, rows.terms.size())) {
      int stride = Math.multiplyExact(t.stride, width);
      terms.add(new Term(1 - columnAxis, t.divisor, t.modulus, stride));
    }
    terms.add(new Term(columnAxis, 1, width, 1));
    int size = Math.multiplyExact(panels, Math.multiplyExact(count, width));
    return new Layout(shape, terms, size, true);
  }

  /**
   * The same where each two vectors, side by side along the axis of the last term, share the places
   * of one: an even number of vectors lies between the beginnings of all other stretches.
   */
  public Layout inPairs(int lanes) {
    List<Term> halved = new ArrayList<>();
    for (Term t : terms.subList(0, terms.size() - 1)) {
      halved.add(new Term(t.axis, t.divisor, t.modulus, t.stride / 2));
    }
    Term last = terms.getLast();
    if (last.modulus != 2 * lanes) {
      halved.add(new Term(last.axis, 2 * lanes, last.modulus / (2 * lanes), lanes));
    }
    halved.add(new Term(last.axis, 1, lanes, 1));
    return new Layout(shape, halved, offset, size / 2, zeroPads, part, lanes);
  }

  /** Whether two elements share a place, as bfloat16. */
  public boolean isPaired() {
    return paired > 0;
  }

  /**
   * Elements side by side along an axis, as a part of this value.
   *
   * @param axis with a stride of its own
   * @param start of the first one
   * @param zeroPads whether the part's own pads are known to be zero
   */
  public Layout slice(int axis, int start, int count, boolean zeroPads) {
    List<Integer> smaller = new ArrayList<>(shape);
    smaller.set(axis, count);
    int stride = terms.get(axis).stride;
    return new Layout(smaller, terms, offset + start * stride, size, zeroPads, true);
  }

  /** The stride of the first axis: of a batched value, from sample to sample. */
  public int rowStride() {
    return terms.getFirst().stride();
  }

  /** Where an element of a value without samples lies. */
  public Index address(List<Index> at) {
    return address(at, 0);
  }

  /**
   * Where an element lies behind its sample's beginning.
   *
   * @param at its indices from an axis on
   * @param first that axis
   */
  public Index address(List<Index> at, int first) {
    Index address = Index.of(offset);
    for (Term t : terms) {
      if (t.axis >= first) {
        Index part = at.get(t.axis - first).over(t.divisor);
        address = address.plus((t.modulus > 0 ? part.mod(t.modulus) : part).times(t.stride));
      }
    }
    return address;
  }

  /** Whether each sample of a batch lies in canonical order, without gaps. */
  public boolean hasCanonicalRows() {
    return !shape.isEmpty() && samePlaces(rows(shape, rowStride(), false));
  }

  /** Whether the features of a sample are side by side, perhaps beside those of another value. */
  public boolean hasFeaturesInOrder() {
    boolean features = shape.size() == 2 && terms.getLast().equals(new Term(1, 1, 0, 1));
    return hasCanonicalRows() || part && features;
  }

  /** The same of samples of any shape: each in canonical order, perhaps within something larger. */
  public boolean hasSamplesInOrder() {
    return hasCanonicalRows()
        || part && shape.size() > 1 && terms.equals(rows(shape, rowStride(), false).terms);
  }

  public Layout withZeroPads(boolean zero) {
    return new Layout(shape, terms, offset, size, zero || !hasPads(), part, paired);
  }

  public boolean hasPads() {
    long places = isPaired() ? 2L * size : size;
    return places > shape.stream().reduce(1, Math::multiplyExact);
  }

  /** The same places, whatever is known of the pads. */
  public boolean samePlaces(Layout other) {
    return size == other.size
        && part == other.part
        && paired == other.paired
        && offset == other.offset
        && terms.equals(other.terms)
        && shape.equals(other.shape);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Term t : terms) {
      text.append(text.isEmpty() ? "" : " + ").append("i").append(t.axis);
      text.append(t.divisor > 1 ? "/" + t.divisor : "")
          .append(t.modulus > 0 ? "%" + t.modulus : "");
      text.append(t.stride > 1 ? "*" + t.stride : "");
    }
    text.append(offset > 0 ? " + " + offset : "");
    return text
        + " ("
        + size
        + (hasPads() ? zeroPads ? ", zero pads" : ", pads" : "")
        + (part ? ", part" : "")
        + (isPaired() ? ", pairs of bfloat16" : "")
        + ")";
  }
}
