package dev.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.processor.compiled.Compilation;
import dev.lanewise.processor.compiled.RandomModel;
import dev.lanewise.processor.graph.Graph;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Both pictures of a model show each of its layers and each value that one reads of another. */
class ModelDrawingTest {
  private static final String XOR =
      """
        @Input(2) Tensor bits();
        @Label(1) Tensor target();
        @Dense(units = 3, activation = SIGMOID) Tensor hidden(Tensor bits);
        @Dense(units = 1) @Output Tensor y(Tensor hidden);
        @MeanSquaredErrorLoss(weight = 0.5) Tensor loss(Tensor y, Tensor target);
      """;
  private static final String DIAMOND =
      """
        @Input(4) Tensor x();
        @ClassLabel(4) Tensor label();
        @Dense(units = 4, activation = RELU) Tensor left(Tensor x);
        @Dense(units = 4) Tensor right(Tensor x);
        @Add Tensor both(Tensor left, Tensor right, Tensor x);
        @Add Tensor twice(Tensor both, @From("both") Tensor again);
        @CrossEntropyLoss Tensor loss(Tensor twice, Tensor label);
      """;
  private static final String ARRAYS =
      """
        @Input(4) Tensor x();
        @Parameter(4) Tensor shift();
        @Constant({1, 2, 3, 4}) Tensor fixed();
        @Add Tensor shifted(Tensor x, Tensor shift, Tensor fixed);
        @Dense(units = 4) @L2(0.1) Tensor y(Tensor shifted);
        @MeanSquaredErrorLoss Tensor loss(Tensor y, @From("x") Tensor target);
      """;
  private static final String BLOCKS =
      """
        @Block interface Encoder {
          @Input Tensor in();
          @Dense(units = 3) @L2(0.1) Tensor out(Tensor in);
        }
        @Input(4) Tensor a();
        @Input(4) Tensor b();
        @Use(Encoder.class) Tensor own(Tensor a);
        @Use(value = Encoder.class, shared = "e") Tensor left(Tensor a);
        @Use(value = Encoder.class, shared = "e") Tensor right(Tensor b);
        @Add Tensor y(Tensor own, Tensor left, Tensor right);
        @CosineLoss Tensor loss(Tensor y, @From("left") Tensor target);
      """;
  private static final Pattern DOT_EDGE =
      Pattern.compile("(?m)^  \"([\\w.]+)\" -> \"([\\w.]+)\" \\[label=\"(.*)\"]$");

  @TempDir Path folder;

  @BeforeEach
  void draw() {
    Javac javac =
        new Javac().option("-Alanewise.bits=0", "-proc:only", "-Alanewise.graph=" + folder);
    javac.source("Xor.java", model("Xor", XOR)).source("Diamond.java", model("Diamond", DIAMOND));
    javac.source("Deep.java", model("Deep", deep())).source("Arrays.java", model("Arrays", ARRAYS));
    javac.source("Blocks.java", model("Blocks", BLOCKS));
    Javac.Result result = javac.compile();
    assertEquals(List.of(), result.messages());
  }

  private static String model(String name, String body) {
    return """
    import dev.lanewise.annotations.*;
    import static dev.lanewise.annotations.ActivationFunction.*;
    @Model interface %s {
    %s
    }
    """
        .formatted(name, body);
  }

  /** Thirty layers; every tenth also reads the input. */
  private static String deep() {
    StringBuilder body = new StringBuilder("@Input(6) Tensor layer0();\n");
    for (int i = 1; i <= 30; i++) {
      String reads = "Tensor layer" + (i - 1) + (i % 10 == 0 ? ", Tensor layer0" : "");
      String op = i % 10 == 0 ? "Add" : "Dense(units = 6)";
      body.append("@%s Tensor layer%d(%s);\n".formatted(op, i, reads));
    }
    return body.toString();
  }

  @Test
  void aNetOfThreeLayers() throws Exception {
    List<String> edges = List.of("bits->hidden 2", "hidden->y 3", "target->loss 1", "y->loss 1");
    assertShown("Xor", List.of("bits", "hidden", "loss", "target", "y"), edges);
  }

  @Test
  void aDiamondWithASkipAndAValueReadTwice() throws Exception {
    List<String> edges =
        List.of(
            "both->twice 4",
            "both->twice 4",
            "label->loss 4 classes",
            "left->both 4",
            "right->both 4",
            "twice->loss 4",
            "x->both 4",
            "x->left 4",
            "x->right 4");
    List<String> layers = List.of("both", "label", "left", "loss", "right", "twice", "x");
    assertShown("Diamond", layers, edges);
  }

  @Test
  void parametersOfTheirOwnAndAPenaltyOnOthers() throws Exception {
    List<String> edges =
        List.of(
            "fixed->shifted 4",
            "shift->shifted 4",
            "shifted->y 4",
            "x->loss 4",
            "x->shifted 4",
            "y->loss 4",
            "y->y.weightL2 4x4");
    List<String> layers = List.of("fixed", "loss", "shift", "shifted", "x", "y", "y.weightL2");
    assertShown("Arrays", layers, edges);
  }

  /** A penalty belongs to each use; shared weights have one, and are no flow between the uses. */
  @Test
  void blocksAreTheirLayers() throws Exception {
    List<String> edges =
        List.of(
            "a->left.out 4",
            "a->own.out 4",
            "b->right.out 4",
            "left.out->e.out.weightL2 3x4",
            "left.out->loss 3",
            "left.out->y 3",
            "own.out->own.out.weightL2 3x4",
            "own.out->y 3",
            "right.out->y 3",
            "y->loss 3");
    List<String> layers =
        List.of(
            "a",
            "b",
            "e.out.weightL2",
            "left.out",
            "loss",
            "own.out",
            "own.out.weightL2",
            "right.out",
            "y");
    assertShown("Blocks", layers, edges);
  }

  @Test
  void anyModelCanBeDrawn() throws Exception {
    List<String> sources = IntStream.range(0, 60).mapToObj(RandomModel::source).toList();
    for (Graph graph : Compilation.graphs(sources).values()) {
      ModelDrawing.of(graph).write(folder);
      assertEquals(WrittenLayer.of(graph).size(), groups(svg(graph.name()), "node").size());
    }
  }

  @Test
  void thirtyLayersWithArrowsAcrossMany() throws Exception {
    List<String> edges =
        Stream.concat(
                IntStream.range(0, 30).mapToObj(i -> "layer" + i + "->layer" + (i + 1) + " 6"),
                Stream.of(10, 20, 30).map(i -> "layer0->layer" + i + " 6"))
            .sorted()
            .toList();
    List<String> layers = IntStream.rangeClosed(0, 30).mapToObj(i -> "layer" + i).sorted().toList();
    assertShown("Deep", layers, edges);
  }

  private void assertShown(String model, List<String> layers, List<String> edges) throws Exception {
    Document svg = svg(model);
    assertEquals(layers, groups(svg, "node").stream().map(g -> text(g, "title")).sorted().toList());
    assertEquals(
        edges,
        groups(svg, "edge").stream()
            .map(g -> text(g, "title") + " " + text(g, "text"))
            .sorted()
            .toList());
    List<Rectangle2D> boxes = new ArrayList<>();
    for (Element group : groups(svg, "node")) {
      Rectangle2D box = box((Element) group.getElementsByTagName("rect").item(0));
      assertTrue(boxes.stream().noneMatch(box::intersects), text(group, "title"));
      boxes.add(box);
    }
    String dot = Files.readString(folder.resolve(model + ".dot"));
    for (String layer : layers) {
      assertTrue(dot.contains("  \"" + layer + "\" [label=\"" + layer + "\\n"), dot);
    }
    assertEquals(
        edges,
        DOT_EDGE
            .matcher(dot)
            .results()
            .map(m -> m.group(1) + "->" + m.group(2) + " " + m.group(3))
            .sorted()
            .toList());
  }

  @Test
  void inputsLabelsOutputsAndLossesAreToldApart() throws Exception {
    String dot = Files.readString(folder.resolve("Xor.dot"));
    for (String box :
        List.of(
            "\"bits\" [label=\"bits\\ninput\\n2\", style=\"filled,rounded\", fillcolor=\"#dbeafe\"]",
            "\"target\" [label=\"target\\nlabel\\n1\", style=\"filled,rounded\", fillcolor=\"#fef3c7\"]",
            "\"hidden\" [label=\"hidden\\ndense+sigmoid\\n3\\n9 parameters\", style=\"filled,solid\"",
            "\"y\" [label=\"y\\ndense\\n1\\n4 parameters\", style=\"filled,bold\"",
            "scalar\\nweight 0.5\", style=\"filled,dashed\"")) {
      assertTrue(dot.contains(box), dot);
    }
    List<String> shapes =
        groups(svg("Xor"), "node").stream()
            .map(group -> (Element) group.getElementsByTagName("rect").item(0))
            .map(rect -> rect.getAttribute("class") + rect.getAttribute("fill"))
            .toList();
    assertEquals(5, shapes.stream().distinct().count(), shapes::toString);
  }

  @Test
  void graphvizTakesTheFile() throws Exception {
    for (String model : List.of("Xor", "Diamond", "Deep")) {
      Process dot;
      try {
        dot =
            new ProcessBuilder("dot", "-Tplain", model + ".dot")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("plain").toFile())
                .start();
      } catch (IOException e) {
        assumeTrue(false, "no Graphviz here");
        return;
      }
      assertEquals(0, dot.waitFor(), () -> model);
      String plain = Files.readString(folder.resolve("plain"));
      assertTrue(plain.lines().allMatch(l -> l.matches("(graph|node|edge|stop).*")), plain);
      assertEquals(
          groups(svg(model), "edge").size(),
          plain.lines().filter(l -> l.startsWith("edge ")).count());
    }
  }

  private Document svg(String model) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(folder.resolve(model + ".svg").toFile());
  }

  private static List<Element> groups(Document svg, String type) {
    NodeList all = svg.getElementsByTagName("g");
    return IntStream.range(0, all.getLength())
        .mapToObj(i -> (Element) all.item(i))
        .filter(group -> group.getAttribute("class").equals(type))
        .toList();
  }

  private static String text(Element group, String tag) {
    return group.getElementsByTagName(tag).item(0).getTextContent();
  }

  private static Rectangle2D box(Element rect) {
    return new Rectangle2D.Double(
        Double.parseDouble(rect.getAttribute("x")),
        Double.parseDouble(rect.getAttribute("y")),
        Double.parseDouble(rect.getAttribute("width")),
        Double.parseDouble(rect.getAttribute("height")));
  }
}
