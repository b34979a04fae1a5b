package dev.lanewise.runtime.program;

import java.util.BitSet;

/**
 * A map from a parameter's canonical indices to its place in packed weights. Packed places that no
 * canonical index maps to are pads.
 *
 * <p>A layout is a sum of terms, each of one axis: {@code ((i[axis] / divisor) % modulus) *
 * stride}. A matrix in panels of 16 outputs, for example, has the terms {@code (0, 16, 0, 16 *
 * inputs)}, {@code (0, 1, 16, 1)} and {@code (1, 1, 0, 16)}. Terms of one axis add up to a function
 * of that axis' index alone, so the layout keeps one small table per axis and copying divides
 * nothing.
 */
public final class Layout {
  private final int[] shape;
  private final int size;
  private final int[][] tables;

  private Layout(int[] shape, int size, int[][] tables) {
    this.shape = shape;
    this.size = size;
    this.tables = tables;
  }

  /**
   * A layout of {@code shape} in {@code size} packed values, pads included.
   *
   * @param terms quadruples of axis, divisor, modulus and stride; modulus 0 means none
   * @throws IllegalArgumentException if a term is malformed or an index would leave the packed
   *     range
   */
  public static Layout of(int[] shape, int size, int... terms) {
    Shape.size(shape);
    int[][] tables = new int[shape.length][];
    long last = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      tables[axis] = new int[shape[axis]];
    }
    for (int t = 0; t < terms.length; t += 4) {
      addTerm(tables, size, terms, t);
    }
    for (int[] table : tables) {
      int largest = 0;
      for (int place : table) {
        largest = Math.max(largest, place);
      }
      last += largest;
    }
    if (last >= size) {
      throw new IllegalArgumentException(
          "layout of " + Shape.text(shape) + " reaches " + last + " of " + size + " packed values");
    }
    return new Layout(shape.clone(), size, tables);
  }

  private static void addTerm(int[][] tables, int size, int[] terms, int t) {
    boolean complete = t + 4 <= terms.length;
    if (!complete
        || terms[t] < 0
        || terms[t] >= tables.length
        || terms[t + 1] < 1
        || terms[t + 2] < 0
        || terms[t + 3] < 0) {
      throw new IllegalArgumentException("malformed term " + t / 4 + " of a layout");
    }
    int[] table = tables[terms[t]];
    for (int i = 0; i < table.length; i++) {
      long index = i / terms[t + 1];
      long place = table[i] + (terms[t + 2] == 0 ? index : index % terms[t + 2]) * terms[t + 3];
      if (place >= size) {
        throw new IllegalArgumentException(
            "term " + t / 4 + " reaches " + place + " of " + size + " packed values");
      }
      table[i] = (int) place;
    }
  }

  /** Number of packed values, pads included. */
  public int size() {
    return size;
  }

  /** A copy of the canonical shape. */
  public int[] shape() {
    return shape.clone();
  }

  /** The packed place of one element. */
  public int index(int... canonicalIndices) {
    int index = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      index += tables[axis][canonicalIndices[axis]];
    }
    return index;
  }

  /**
   * Whether no two elements share a packed place: what every weight layout must be. Linear in size.
   */
  public boolean isInjective() {
    BitSet taken = new BitSet(size);
    Rows rows = new Rows(0);
    for (boolean more = true; more; more = rows.next()) {
      for (int place : rows.places) {
        if (taken.get(rows.base + place)) {
          return false;
        }
        taken.set(rows.base + place);
      }
    }
    return true;
  }

  /**
   * Copies canonical reals to their places from {@code packedOffset} on; pads are left as they are.
   */
  public void pack(Object canonical, Object packed, int packedOffset) {
    Rows rows = new Rows(packedOffset);
    int from = 0;
    for (boolean more = true; more; more = rows.next()) {
      if (canonical instanceof float[] source) {
        float[] target = (float[]) packed;
        for (int place : rows.places) {
          target[rows.base + place] = source[from++];
        }
      } else {
        double[] source = (double[]) canonical;
        double[] target = (double[]) packed;
        for (int place : rows.places) {
          target[rows.base + place] = source[from++];
        }
      }
    }
  }

  /** Copies packed reals from {@code packedOffset} on back to canonical order. */
  public void unpack(Object packed, int packedOffset, Object canonical) {
    Rows rows = new Rows(packedOffset);
    int to = 0;
    for (boolean more = true; more; more = rows.next()) {
      if (canonical instanceof float[] target) {
        float[] source = (float[]) packed;
        for (int place : rows.places) {
          target[to++] = source[rows.base + place];
        }
      } else {
        double[] target = (double[]) canonical;
        double[] source = (double[]) packed;
        for (int place : rows.places) {
          target[to++] = source[rows.base + place];
        }
      }
    }
  }

  /**
   * Walks the canonical rows in order: all axes but the last as an odometer, the last as a table.
   */
  private final class Rows {
    final int[] places = shape.length == 0 ? new int[1] : tables[shape.length - 1];
    private final int[] at = new int[shape.length];
    int base;

    Rows(int base) {
      this.base = base;
      for (int axis = 0; axis < shape.length - 1; axis++) {
        this.base += tables[axis][0];
      }
    }

    boolean next() {
      for (int axis = shape.length - 2; axis >= 0; axis--) {
        base -= tables[axis][at[axis]];
        at[axis] = at[axis] + 1 == shape[axis] ? 0 : at[axis] + 1;
        base += tables[axis][at[axis]];
        if (at[axis] != 0) {
          return true;
        }
      }
      return false;
    }
  }
}
