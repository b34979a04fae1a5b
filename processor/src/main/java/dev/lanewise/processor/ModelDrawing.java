package dev.lanewise.processor;

import dev.lanewise.processor.drawing.Diagram;
import dev.lanewise.processor.drawing.Diagram.Arrow;
import dev.lanewise.processor.drawing.Diagram.Box;
import dev.lanewise.processor.drawing.Diagram.Kind;
import dev.lanewise.processor.drawing.Dot;
import dev.lanewise.processor.drawing.Svg;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.InputOp;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A picture of a model as the user wrote it, a box a method.
 *
 * @param dot in Graphviz's language
 * @param svg with places
 */
record ModelDrawing(String name, String dot, String svg) {
  /**
   * @param whole the frontend's graph
   */
  static ModelDrawing of(Graph whole) {
    Diagram diagram = diagram(whole);
    return new ModelDrawing(whole.name(), Dot.print(diagram), Svg.print(diagram));
  }

  /** Writes {@code Model.dot} and {@code Model.svg}. */
  void write(Path folder) {
    Dump.write(folder.resolve(name + ".dot"), dot);
    Dump.write(folder.resolve(name + ".svg"), svg);
  }

  private static Diagram diagram(Graph whole) {
    Map<Node, Box> boxes = new HashMap<>();
    List<Box> all = new ArrayList<>();
    List<Arrow> arrows = new ArrayList<>();
    for (WrittenLayer layer : WrittenLayer.of(whole)) {
      Box box = box(layer, whole);
      all.add(box);
      layer.nodes().forEach(node -> boxes.put(node, box));
      for (Value read : layer.reads()) {
        arrows.add(new Arrow(boxes.get(read.node()), box, WrittenLayer.shape(read)));
      }
    }
    return new Diagram(whole.name(), all, arrows);
  }

  private static Box box(WrittenLayer layer, Graph whole) {
    Optional<Output> output = output(layer, whole);
    Kind kind = kind(layer, output);
    List<String> lines = new ArrayList<>();
    lines.add(kind == Kind.LABEL ? "label" : layer.ops());
    lines.add(layer.shape());
    if (layer.parameters() > 0) {
      lines.add(String.format(Locale.ROOT, "%,d parameters", layer.parameters()));
    }
    output.filter(o -> o.weight() != 1).ifPresent(o -> lines.add("weight " + o.weight()));
    return new Box(layer.name(), kind, lines);
  }

  private static Kind kind(WrittenLayer layer, Optional<Output> output) {
    if (layer.main().op() instanceof InputOp input) {
      return input.kind() == InputOp.Kind.DATA ? Kind.INPUT : Kind.LABEL;
    }
    return output.map(o -> o.role() == Role.LOSS ? Kind.LOSS : Kind.OUTPUT).orElse(Kind.LAYER);
  }

  private static Optional<Output> output(WrittenLayer layer, Graph whole) {
    return whole.outputs().stream()
        .filter(output -> layer.nodes().contains(output.value().node()))
        .findFirst();
  }
}
