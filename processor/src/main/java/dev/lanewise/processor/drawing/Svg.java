package dev.lanewise.processor.drawing;

import dev.lanewise.processor.drawing.Diagram.Box;
import dev.lanewise.processor.drawing.Picture.Frame;
import dev.lanewise.processor.drawing.Picture.Line;
import dev.lanewise.processor.drawing.Picture.Point;
import java.util.List;
import java.util.Locale;

/**
 * Prints a diagram as SVG, with the classes and titles that Graphviz gives: a group of class {@code
 * node} or {@code edge} for each box and arrow, titled {@code a} or {@code a->b}.
 */
public final class Svg {
  private static final String HEAD =
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="%1$s" height="%2$s" viewBox="0 0 %1$s %2$s">
      <title>%3$s</title>
      <style>
        text { font: 12px monospace; text-anchor: middle; fill: #111827 }
        .name { font-weight: bold }
        .edge text { font-size: 11px; stroke: white; stroke-width: 4px; paint-order: stroke }
        .node rect { stroke: #374151 }
        .node .bold { stroke-width: 3px }
        .node .dashed { stroke-dasharray: 5 3 }
        .edge path { fill: none; stroke: #6b7280; marker-end: url(#head) }
      </style>
      <marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">
        <path d="M0 0 L8 4 L0 8 z" fill="#6b7280"/>
      </marker>
      <path d="M0 0 h%1$s v%2$s h-%1$s z" fill="white"/>
      """;

  /** From a label down to the arrow's end: the arrow's head and a little air. */
  private static final double LABEL = 13;

  private final StringBuilder out = new StringBuilder();

  private Svg() {}

  public static String print(Diagram diagram) {
    Picture picture = Picture.of(diagram);
    Svg svg = new Svg();
    svg.add(HEAD, number(picture.width()), number(picture.height()), escaped(diagram.name()));
    picture.lines().forEach(svg::edge);
    picture.frames().forEach(svg::node);
    return svg.out.append("</svg>\n").toString();
  }

  private void node(Frame frame) {
    Box box = frame.box();
    add("<g class=\"node\"><title>%s</title>\n", escaped(box.name()));
    add(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" fill=\"%s\"/>\n",
        box.kind().outline(),
        number(frame.x()),
        number(frame.y()),
        number(frame.width()),
        number(frame.height()),
        box.kind().outline().equals("rounded") ? "10" : "0",
        box.kind().fill());
    double x = frame.x() + frame.width() / 2;
    // A line of text stands on its base line, a quarter above the line's end.
    double y = frame.y() + Picture.PADDING + 0.75 * Picture.LINE;
    text("name", x, y, box.name());
    for (String line : box.lines()) {
      y += Picture.LINE;
      text("line", x, y, line);
    }
    out.append("</g>\n");
  }

  private void edge(Line line) {
    String from = escaped(line.arrow().from().name());
    String to = escaped(line.arrow().to().name());
    add("<g class=\"edge\"><title>%s-&gt;%s</title>\n", from, to);
    add("<path d=\"%s\"/>\n", path(line.points()));
    text("label", line.end().x(), line.end().y() - LABEL, line.arrow().label());
    out.append("</g>\n");
  }

  /** Between two rows a curve that leaves and arrives upright. */
  private static String path(List<Point> points) {
    StringBuilder path = new StringBuilder("M").append(number(points.getFirst()));
    for (int i = 1; i < points.size(); i++) {
      Point from = points.get(i - 1);
      Point to = points.get(i);
      if (i % 2 == 1) {
        path.append(" L").append(number(to));
      } else {
        double y = (from.y() + to.y()) / 2;
        path.append(" C").append(number(new Point(from.x(), y)));
        path.append(' ').append(number(new Point(to.x(), y)));
        path.append(' ').append(number(to));
      }
    }
    return path.toString();
  }

  private void text(String kind, double x, double y, String text) {
    add(
        "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>\n",
        kind, number(x), number(y), escaped(text));
  }

  private void add(String format, Object... arguments) {
    out.append(format.formatted(arguments));
  }

  private static String number(Point point) {
    return number(point.x()) + " " + number(point.y());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** XML has no word for the control characters that a Java identifier may hold. */
  private static String escaped(String text) {
    return text.replaceAll("\\p{Cntrl}", "?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
