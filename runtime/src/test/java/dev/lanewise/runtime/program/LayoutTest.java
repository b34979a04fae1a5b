package dev.lanewise.runtime.program;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LayoutTest {
  /**
   * Outputs in panels of 4, inputs within the panel: [5/4][3][4], so three pads a column at the
   * end.
   */
  private static Layout panels() {
    return Layout.of(new int[] {5, 3}, 24, 0, 4, 0, 12, 0, 1, 4, 1, 1, 1, 0, 4);
  }

  private static float[] counted(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = i + 1;
    }
    return values;
  }

  @Test
  void anIndexIsTheSumOfItsTerms() {
    Layout layout = panels();
    assertEquals(0, layout.index(0, 0));
    assertEquals(3 + 2 * 4, layout.index(3, 2));
    assertEquals(12 + 4, layout.index(4, 1));
    assertEquals(24, layout.size());
    assertArrayEquals(new int[] {5, 3}, layout.shape());
  }

  @Test
  void packingPutsEachElementAtItsIndexAndLeavesPads() {
    float[] packed = new float[30];
    panels().pack(counted(15), packed, 6);
    float[] expected = new float[30];
    for (int o = 0; o < 5; o++) {
      for (int i = 0; i < 3; i++) {
        expected[6 + panels().index(o, i)] = o * 3 + i + 1;
      }
    }
    assertArrayEquals(expected, packed);
  }

  @Test
  void unpackingInvertsPackingForFloatsAndDoublesOfUpToFourAxes() {
    Layout image =
        Layout.of(new int[] {3, 5, 2, 2}, 8 * 20, 0, 1, 0, 1, 1, 1, 0, 8, 2, 1, 0, 80, 3, 1, 0, 40);
    assertTrue(image.isInjective());
    float[] floats = counted(60);
    float[] packed = new float[160];
    image.pack(floats, packed, 0);
    float[] back = new float[60];
    image.unpack(packed, 0, back);
    assertArrayEquals(floats, back);

    double[] doubles = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    double[] packedDoubles = new double[26];
    panels().pack(doubles, packedDoubles, 2);
    double[] doublesBack = new double[15];
    panels().unpack(packedDoubles, 2, doublesBack);
    assertArrayEquals(doubles, doublesBack);
  }

  @Test
  void aScalarIsOneElementAtTheStart() {
    Layout scalar = Layout.of(new int[0], 1);
    double[] packed = new double[3];
    scalar.pack(new double[] {7}, packed, 2);
    assertArrayEquals(new double[] {0, 0, 7}, packed);
    assertEquals(0, scalar.index());
  }

  @Test
  void twoElementsInOnePlaceAreNotInjective() {
    assertTrue(panels().isInjective());
    assertFalse(Layout.of(new int[] {4, 2}, 8, 0, 1, 0, 1, 1, 1, 0, 1).isInjective());
    assertFalse(Layout.of(new int[] {4}, 8, 0, 1, 2, 1).isInjective());
  }

  @Test
  void termsThatLeaveThePackedRangeAreRefused() {
    int[] shape = {5, 3};
    assertThrows(
        IllegalArgumentException.class, () -> Layout.of(shape, 14, 0, 1, 0, 3, 1, 1, 0, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> Layout.of(shape, 100, 0, 1, 0, Integer.MAX_VALUE, 1, 1, 0, 1));
  }

  @Test
  void malformedTermsAreRefused() {
    int[] shape = {5};
    assertThrows(IllegalArgumentException.class, () -> Layout.of(shape, 5, 0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> Layout.of(shape, 5, 1, 1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> Layout.of(shape, 5, -1, 1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> Layout.of(shape, 5, 0, 0, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> Layout.of(shape, 5, 0, 1, -1, 1));
    assertThrows(IllegalArgumentException.class, () -> Layout.of(shape, 5, 0, 1, 0, -1));
    assertThrows(IllegalArgumentException.class, () -> Layout.of(new int[] {0}, 5));
    assertThrows(IllegalArgumentException.class, () -> Layout.of(new int[] {65536, 65536}, 5));
  }

  @Test
  void aPackingHoldsEachParameterAtItsOffset() {
    Layout bias = Layout.of(new int[] {2}, 4, 0, 1, 0, 1);
    Packing packing = Packing.of(40, 40, new int[] {12, 36}, panels(), bias);
    float[] packed = new float[packing.size()];
    packing.pack(1, new float[] {8, 9}, packed);
    assertEquals(9, packed[37]);
    float[] back = new float[2];
    packing.unpack(1, packed, back);
    assertArrayEquals(new float[] {8, 9}, back);
    assertEquals(36, packing.offset(1));
    assertEquals(2, packing.parameters());
    assertThrows(
        IllegalArgumentException.class,
        () -> Packing.of(39, 39, new int[] {12, 36}, panels(), bias));
    assertThrows(
        IllegalArgumentException.class,
        () -> Packing.of(40, 40, new int[] {-1, 36}, panels(), bias));
    assertThrows(
        IllegalArgumentException.class, () -> Packing.of(40, 40, new int[] {12}, panels(), bias));
  }
}
