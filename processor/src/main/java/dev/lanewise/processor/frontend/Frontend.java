package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.LayerModifier;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.loop.DType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/** Reads an interface with {@code @Model}. */
public final class Frontend {
  private final List<Room> rooms;
  private final List<LayerModifier> modifiers;
  private final Function<Dim, Op> expand;

  /**
   * A frontend for these annotations.
   *
   * @param rooms one for each op's
   * @param modifiers one for each that may stand beside an op's
   * @param expand the op that repeats a value for each row, where a room wants a batch
   */
  public Frontend(List<Room> rooms, List<LayerModifier> modifiers, Function<Dim, Op> expand) {
    this.rooms = List.copyOf(rooms);
    this.modifiers = List.copyOf(modifiers);
    this.expand = expand;
  }

  /** The {@code @Model} of a type that has one. */
  public static SourceOrigin origin(TypeElement type) {
    return SourceOrigin.of(type, Annotations.find(type, "Model").orElseThrow());
  }

  /**
   * The model, or nothing if it has errors, which are then reported here or by the Java compiler.
   */
  public Optional<Model> read(TypeElement type, Diagnostics diagnostics) {
    SourceOrigin origin = origin(type);
    Optional<Attributes> attributes = Annotations.attributes(type, origin.mirror());
    InterfaceReader reader = new InterfaceReader(rooms, modifiers, diagnostics);
    if (attributes.isEmpty() || !reader.check(type)) {
      return Optional.empty();
    }
    int batch = batch(attributes.get(), diagnostics);
    DType real = attributes.get().text("type").equals("DOUBLE") ? DType.F64 : DType.F32;
    Optional<Graph> graph = graph(type, origin, reader.nodes(type), batch, real, diagnostics);
    return graph
        .filter(g -> !diagnostics.hasErrors())
        .map(g -> new Model(packageName(type), name(type), isVisible(type), batch, real, g));
  }

  private Optional<Graph> graph(
      TypeElement type,
      Origin model,
      List<Declaration> nodes,
      int batch,
      DType real,
      Diagnostics diagnostics) {
    Assembly assembly = new Assembly(name(type), batch, real, expand, diagnostics);
    Wiring.sort(nodes, diagnostics).forEach(assembly::add);
    Outputs outputs = new Outputs(nodes, assembly, diagnostics);
    outputs.checkMarks();
    boolean complete = nodes.stream().allMatch(node -> assembly.values().containsKey(node.name()));
    if (!complete || diagnostics.hasErrors()) {
      return Optional.empty();
    }
    outputs.add(model);
    Graph graph = assembly.build();
    outputs.checkLosses(graph);
    new Sizes(diagnostics).checkTotal(graph, model);
    return Optional.of(graph);
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

  /** Nested names joined by {@code _}: {@code Outer.Inner} is {@code Outer_Inner}. */
  private static String name(TypeElement type) {
    Element outer = type.getEnclosingElement();
    String own = type.getSimpleName().toString();
    return outer instanceof TypeElement nest ? name(nest) + "_" + own : own;
  }

  private static boolean isVisible(TypeElement type) {
    Element outer = type.getEnclosingElement();
    return type.getModifiers().contains(Modifier.PUBLIC)
        && (!(outer instanceof TypeElement nest) || isVisible(nest));
  }

  private static String packageName(TypeElement type) {
    Element outer = type;
    while (outer.getKind() != ElementKind.PACKAGE) {
      outer = outer.getEnclosingElement();
    }
    return ((PackageElement) outer).getQualifiedName().toString();
  }
}
