package dev.lanewise.processor.drawing;

import java.util.List;

/**
 * What is drawn.
 *
 * @param boxes each after those that arrows come from; no two of one name
 */
public record Diagram(String name, List<Box> boxes, List<Arrow> arrows) {
  /** What a box stands for, told apart by its colour and its outline. */
  public enum Kind {
    INPUT("#dbeafe", "rounded"),
    LABEL("#fef3c7", "rounded"),
    LAYER("#f3f4f6", "solid"),
    OUTPUT("#dcfce7", "bold"),
    LOSS("#fee2e2", "dashed");

    private final String fill;
    private final String outline;

    Kind(String fill, String outline) {
      this.fill = fill;
      this.outline = outline;
    }

    String fill() {
      return fill;
    }

    /** In Graphviz's words, which are the classes in SVG. */
    String outline() {
      return outline;
    }
  }

  /**
   * A box.
   *
   * @param lines what it says below its name
   */
  public record Box(String name, Kind kind, List<String> lines) {
    public Box {
      lines = List.copyOf(lines);
    }
  }

  /** An arrow from the box that has a value to one that reads it. */
  public record Arrow(Box from, Box to, String label) {}

  public Diagram {
    boxes = List.copyOf(boxes);
    arrows = List.copyOf(arrows);
  }

  List<Arrow> into(Box box) {
    return arrows.stream().filter(arrow -> arrow.to().equals(box)).toList();
  }

  List<Arrow> outOf(Box box) {
    return arrows.stream().filter(arrow -> arrow.from().equals(box)).toList();
  }
}
