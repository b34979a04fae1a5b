package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.loop.DType;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Reads interfaces with {@code @Model}, {@code @Block} or {@code @Cell}. */
public final class Frontend {
  private final Vocabulary vocabulary;
  private final Blocks blocks;

  /**
   * A frontend for these annotations.
   *
   * @param sources the types whose sources are compiled now
   */
  public Frontend(Vocabulary vocabulary, Elements elements, Sources sources) {
    this.vocabulary = vocabulary;
    this.blocks = new Blocks(vocabulary, elements, sources);
  }

  /** The {@code @Model} of a type that has one. */
  public static SourceOrigin origin(TypeElement type) {
    return SourceOrigin.of(type, Annotations.find(type, "Model").orElseThrow());
  }

  /**
   * What the class file of a block or a cell will not keep, or nothing if it has errors. Reported
   * is what can be known without the shapes that come: all, where each input says its shape.
   */
  public Optional<Companion> block(TypeElement type, Diagnostics diagnostics) {
    Block block = blocks.get(type);
    diagnostics.addAll(block.faults());
    Assembly assembly =
        new Assembly(whole(type, 1, DType.F32, Truncation.NONE, diagnostics), diagnostics);
    block.sorted().stream().filter(node -> !node.isOfAnyShape()).forEach(assembly::add);
    States.checkShapes(block, assembly.values(), diagnostics);
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    new Outputs(block.declared(), diagnostics).warnOfUnused();
    return Optional.of(Companion.of(type, block.declared()));
  }

  /**
   * The model, or nothing if it has errors, which are then reported here or by the Java compiler.
   */
  public Optional<Model> read(TypeElement type, Diagnostics diagnostics) {
    SourceOrigin origin = origin(type);
    Optional<Attributes> attributes = Annotations.attributes(type, origin.mirror());
    InterfaceReader reader = new InterfaceReader(vocabulary, "model", diagnostics);
    if (attributes.isEmpty() || !reader.check(type)) {
      return Optional.empty();
    }
    int batch = batch(attributes.get(), diagnostics);
    DType real = attributes.get().text("type").equals("DOUBLE") ? DType.F64 : DType.F32;
    boolean bfloat16 = bfloat16(attributes.get(), real, diagnostics);
    Truncations truncations = new Truncations(type, attributes.get(), diagnostics);
    Truncation truncation = truncations.read();
    Optional<Graph> graph =
        graph(type, origin, reader.nodes(type), batch, real, truncation, diagnostics);
    graph.ifPresent(g -> truncations.check(g, truncation));
    return graph
        .filter(g -> !diagnostics.hasErrors())
        .map(g ->
            new Model(
                TypeNames.packageOf(type),
                TypeNames.joined(type),
                TypeNames.isVisible(type),
                batch,
                real,
                bfloat16,
                truncation,
                streaming(attributes.get()),
                g));
  }

  private Optional<Graph> graph(
      TypeElement type,
      Origin model,
      List<Declaration> nodes,
      int batch,
      DType real,
      Truncation truncation,
      Diagnostics diagnostics) {
    Assembly assembly =
        new Assembly(whole(type, batch, real, truncation, diagnostics), diagnostics);
    States.check(false, nodes, diagnostics);
    Wiring.sort(nodes, diagnostics).forEach(assembly::add);
    Outputs outputs = new Outputs(nodes, diagnostics);
    outputs.checkMarks();
    boolean complete = nodes.stream().allMatch(node -> assembly.values().containsKey(node.name()));
    if (!complete || diagnostics.hasErrors()) {
      return Optional.empty();
    }
    outputs.add(assembly, model);
    Graph graph = assembly.build();
    outputs.checkLosses(graph);
    new Sizes(diagnostics).checkTotal(graph, model);
    return Optional.of(graph);
  }

  private Whole whole(
      TypeElement type, int batch, DType real, Truncation truncation, Diagnostics diagnostics) {
    return new Whole(
        TypeNames.joined(type),
        batch,
        real,
        truncation.lossSteps(),
        vocabulary.expand(),
        vocabulary.ends(),
        blocks,
        diagnostics);
  }

  private static Optional<Origin> streaming(Attributes attributes) {
    return attributes.flag("streaming")
        ? Optional.of(attributes.origin("streaming"))
        : Optional.empty();
  }

  private static boolean bfloat16(Attributes attributes, DType real, Diagnostics diagnostics) {
    boolean bfloat16 = attributes.text("weightStorage").equals("BFLOAT16");
    if (bfloat16 && real == DType.F64) {
      diagnostics.error(
          attributes.origin("weightStorage"),
          "WeightStorageDouble",
          "weights stored as BFLOAT16 are the upper halves of floats, and the model computes in"
              + " doubles; leave out type = DOUBLE or weightStorage");
    }
    return bfloat16;
  }

  private static int batch(Attributes attributes, Diagnostics diagnostics) {
    int batch = attributes.integer("batch");
    if (batch < 1) {
      diagnostics.error(
          attributes.origin("batch"),
          "BatchTooSmall",
          "batch is the most rows in one call, at least 1; found " + batch);
    }
    return Math.max(1, batch);
  }
}
