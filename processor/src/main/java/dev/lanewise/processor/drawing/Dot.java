package dev.lanewise.processor.drawing;

import dev.lanewise.processor.drawing.Diagram.Arrow;
import dev.lanewise.processor.drawing.Diagram.Box;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints a diagram in the language of Graphviz. */
public final class Dot {
  private Dot() {}

  public static String print(Diagram diagram) {
    StringBuilder out = new StringBuilder("digraph ").append(quoted(diagram.name())).append(" {\n");
    out.append("  node [shape=box, fontname=monospace, fontsize=12]\n");
    out.append("  edge [fontname=monospace, fontsize=11]\n");
    for (Box box : diagram.boxes()) {
      String text =
          Stream.concat(Stream.of(box.name()), box.lines().stream())
              .collect(Collectors.joining("\n"));
      out.append("  ").append(quoted(box.name()));
      out.append(" [label=").append(quoted(text));
      out.append(", style=").append(quoted("filled," + box.kind().outline()));
      out.append(", fillcolor=").append(quoted(box.kind().fill())).append("]\n");
    }
    for (Arrow arrow : diagram.arrows()) {
      out.append("  ").append(quoted(arrow.from().name()));
      out.append(" -> ").append(quoted(arrow.to().name()));
      out.append(" [label=").append(quoted(arrow.label())).append("]\n");
    }
    return out.append("}\n").toString();
  }

  private static String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "\"" + escaped + "\"";
  }
}
