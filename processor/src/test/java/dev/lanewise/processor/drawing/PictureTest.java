package dev.lanewise.processor.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.processor.drawing.Diagram.Arrow;
import dev.lanewise.processor.drawing.Diagram.Box;
import dev.lanewise.processor.drawing.Diagram.Kind;
import dev.lanewise.processor.drawing.Picture.Frame;
import dev.lanewise.processor.drawing.Picture.Line;
import dev.lanewise.processor.drawing.Picture.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every picture keeps to, whatever the diagram. */
class PictureTest {
  private static final List<Diagram> RANDOM =
      IntStream.range(0, 150).mapToObj(PictureTest::random).toList();

  @Test
  void boxesStandApartAndInside() {
    for (Diagram diagram : RANDOM) {
      Picture picture = Picture.of(diagram);
      List<Frame> frames = picture.frames();
      assertEquals(diagram.boxes(), frames.stream().map(Frame::box).toList());
      for (Frame a : frames) {
        assertTrue(a.x() > 0 && a.x() + a.width() < picture.width(), diagram.name());
        assertTrue(a.y() > 0 && a.y() + a.height() < picture.height(), diagram.name());
        for (Frame b : frames.subList(0, frames.indexOf(a))) {
          assertFalse(
              a.x() < b.x() + b.width()
                  && b.x() < a.x() + a.width()
                  && a.y() < b.y() + b.height()
                  && b.y() < a.y() + a.height(),
              () -> diagram.name() + ": " + a + " on " + b);
        }
      }
    }
  }

  @Test
  void arrowsRunDownFromBoxToBoxAndThroughNone() {
    for (Diagram diagram : RANDOM) {
      Picture picture = Picture.of(diagram);
      assertEquals(diagram.arrows(), picture.lines().stream().map(Line::arrow).toList());
      for (Line line : picture.lines()) {
        Frame from = frame(picture, line.arrow().from());
        Frame to = frame(picture, line.arrow().to());
        assertEquals(from.y() + from.height(), line.points().getFirst().y());
        assertEquals(to.y(), line.end().y());
        assertTrue(to.x() < line.end().x() && line.end().x() < to.x() + to.width());
        for (Frame frame : picture.frames()) {
          assertFalse(runsThrough(line, frame), () -> diagram.name() + ": " + line + frame);
        }
      }
    }
  }

  /**
   * Curves stay between the heights of their ends, where no boxes are; what is upright does not.
   */
  private static boolean runsThrough(Line line, Frame frame) {
    List<Point> points = line.points();
    for (int i = 1; i < points.size(); i++) {
      Point a = points.get(i - 1);
      Point b = points.get(i);
      double left = Math.min(a.x(), b.x());
      double right = Math.max(a.x(), b.x());
      assertTrue(a.y() <= b.y() && (i % 2 == 0 || left == right), line::toString);
      if (left < frame.x() + frame.width()
          && frame.x() < right
          && a.y() < frame.y() + frame.height()
          && frame.y() < b.y()) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aChainIsStraight() {
    List<Box> boxes = new ArrayList<>();
    List<Arrow> arrows = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      boxes.add(new Box("layer" + i, Kind.LAYER, List.of("x".repeat(1 + i * 7 % 20))));
      if (i > 0) {
        arrows.add(new Arrow(boxes.get(i - 1), boxes.get(i), "" + i));
      }
    }
    Picture picture = Picture.of(new Diagram("chain", boxes, arrows));
    double x = picture.lines().getFirst().end().x();
    for (Line line : picture.lines()) {
      line.points().forEach(point -> assertEquals(x, point.x(), 1e-6));
    }
  }

  @Test
  void arrowsThatNeedNotCrossDoNot() {
    Box a = new Box("a", Kind.INPUT, List.of());
    Box b = new Box("b", Kind.INPUT, List.of());
    Box onB = new Box("onB", Kind.LAYER, List.of());
    Box onA = new Box("onA", Kind.LAYER, List.of());
    List<Arrow> arrows = List.of(new Arrow(b, onB, "1"), new Arrow(a, onA, "2"));
    Picture picture = Picture.of(new Diagram("swapped", List.of(a, b, onB, onA), arrows));
    boolean order = frame(picture, a).x() < frame(picture, b).x();
    assertEquals(order, frame(picture, onA).x() < frame(picture, onB).x());
  }

  private static Frame frame(Picture picture, Box box) {
    return picture.frames().stream().filter(f -> f.box().equals(box)).findFirst().orElseThrow();
  }

  /** Up to 25 boxes, each of which reads up to four of those before it, some of them twice. */
  private static Diagram random(int seed) {
    Random random = new Random(seed);
    List<Box> boxes = new ArrayList<>();
    List<Arrow> arrows = new ArrayList<>();
    for (int i = 1 + random.nextInt(25); i > 0; i--) {
      List<String> lines =
          IntStream.range(0, random.nextInt(4)).mapToObj(n -> "x".repeat(3 + 5 * n)).toList();
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      Box box = new Box("box" + boxes.size(), kind, lines);
      for (int reads = boxes.isEmpty() ? 0 : random.nextInt(5); reads > 0; reads--) {
        Box from = boxes.get(random.nextInt(boxes.size()));
        arrows.add(new Arrow(from, box, "9".repeat(1 + random.nextInt(6))));
      }
      boxes.add(box);
    }
    return new Diagram("seed " + seed, boxes, arrows);
  }
}
