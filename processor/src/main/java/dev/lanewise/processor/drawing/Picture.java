package dev.lanewise.processor.drawing;

import dev.lanewise.processor.drawing.Diagram.Arrow;
import dev.lanewise.processor.drawing.Diagram.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A diagram with places: rows from above to below, in pixels. */
record Picture(double width, double height, List<Frame> frames, List<Line> lines) {
  /** A box's place; x and y are those of the upper left corner. */
  record Frame(Box box, double x, double y, double width, double height) {}

  record Point(double x, double y) {}

  /**
   * An arrow's way, from above to below.
   *
   * @param points beside a box or past a row, straight down from each at an even index to the next;
   *     between two rows, from each at an odd index to the next
   */
  record Line(Arrow arrow, List<Point> points) {
    Point end() {
      return points.getLast();
    }
  }

  static final double LINE = 16;
  static final double PADDING = 8;

  private static final double MARGIN = 16;
  private static final double BETWEEN_ROWS = 52;

  /** The width of a character of 12 pixels in a monospaced font, rounded up. */
  private static final double CHARACTER = 7.5;

  static Picture of(Diagram diagram) {
    Rows rows = Rows.of(diagram, box -> width(diagram, box));
    Columns.place(rows.rows());
    diagram.boxes().forEach(box -> end(rows, box));
    return new Maker(diagram, rows).make();
  }

  /** As wide as its text, and as the labels of the arrows that end side by side above it. */
  private static double width(Diagram diagram, Box box) {
    double text = box.lines().stream().mapToDouble(Picture::width).max().orElse(0);
    double labels = diagram.into(box).stream().mapToDouble(arrow -> width(arrow.label())).sum();
    return Math.max(Math.max(text, width(box.name())), labels);
  }

  private static double width(String text) {
    return text.length() * CHARACTER + 2 * PADDING;
  }

  private static double height(Box box) {
    return (1 + box.lines().size()) * LINE + 2 * PADDING;
  }

  /** Ends the arrows into a box side by side, in the order in which they come. */
  private static void end(Rows rows, Box box) {
    List<Route> routes =
        rows.routes().stream()
            .filter(route -> route.arrow.to().equals(box))
            .sorted(Comparator.comparingDouble(route -> route.last().x))
            .toList();
    double x = rows.boxes().get(box).x;
    x -= routes.stream().mapToDouble(route -> width(route.arrow.label())).sum() / 2;
    for (Route route : routes) {
      double width = width(route.arrow.label());
      route.end = x + width / 2;
      x += width;
    }
  }

  private static final class Maker {
    private final Diagram diagram;
    private final Rows rows;
    private final double[] tops;
    private final double[] bottoms;
    private double left = Double.MAX_VALUE;
    private double right;

    Maker(Diagram diagram, Rows rows) {
      this.diagram = diagram;
      this.rows = rows;
      this.tops = new double[rows.rows().size()];
      this.bottoms = new double[tops.length];
      double[] heights = new double[tops.length];
      rows.ranks().forEach((box, rank) -> heights[rank] = Math.max(heights[rank], height(box)));
      for (int i = 0; i < tops.length; i++) {
        tops[i] = i == 0 ? MARGIN : bottoms[i - 1] + BETWEEN_ROWS;
        bottoms[i] = tops[i] + heights[i];
        for (Spot spot : rows.rows().get(i)) {
          left = Math.min(left, spot.x - spot.width / 2 - MARGIN);
          right = Math.max(right, spot.x + spot.width / 2 + MARGIN);
        }
      }
    }

    Picture make() {
      return new Picture(
          right - left,
          bottoms[bottoms.length - 1] + MARGIN,
          diagram.boxes().stream().map(this::frame).toList(),
          rows.routes().stream().map(this::line).toList());
    }

    private Frame frame(Box box) {
      Spot spot = rows.boxes().get(box);
      double y = tops[rows.ranks().get(box)];
      return new Frame(box, spot.x - spot.width / 2 - left, y, spot.width, height(box));
    }

    private Line line(Route route) {
      Box from = route.arrow.from();
      int rank = rows.ranks().get(from);
      double x = rows.boxes().get(from).x - left;
      List<Point> points = new ArrayList<>();
      points.add(new Point(x, tops[rank] + height(from)));
      points.add(new Point(x, bottoms[rank]));
      for (Spot bend : route.bends()) {
        rank++;
        points.add(new Point(bend.x - left, tops[rank]));
        points.add(new Point(bend.x - left, bottoms[rank]));
      }
      points.add(new Point(route.end - left, tops[rank + 1]));
      return new Line(route.arrow, points);
    }
  }
}
