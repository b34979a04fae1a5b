package dev.lanewise.processor.frontend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * The generated type that keeps what the class file of a block or a cell forgets: the order of the
 * methods, and the names of their parameters. Written and read here.
 *
 * @param block the block's name in the source
 * @param visible whether the block is public, and so its companion
 * @param nodes in the order of the source
 */
public record Companion(
    String packageName, String name, String block, boolean visible, List<Entry> nodes) {
  private static final String CONSTANT = "NODES";

  /** A node and what it reads. */
  record Entry(String name, List<String> reads) {}

  static Companion of(TypeElement block, List<Declaration> nodes) {
    return new Companion(
        TypeNames.packageOf(block),
        name(block),
        TypeNames.dotted(block),
        TypeNames.isVisible(block),
        nodes.stream()
            .map(node ->
                new Entry(node.name(), node.reads().stream().map(Declaration.Read::node).toList()))
            .toList());
  }

  static String name(TypeElement block) {
    return TypeNames.joined(block) + (Blocks.isCell(block) ? "Cell" : "Block");
  }

  public String qualifiedName() {
    return packageName.isEmpty() ? name : packageName + "." + name;
  }

  /** The source of the companion. */
  public String text() {
    String lines =
        nodes.stream()
            .map(node ->
                Stream.concat(Stream.of(node.name()), node.reads().stream())
                    .collect(Collectors.joining(" ", "\"", "\\n\"")))
            .collect(Collectors.joining("\n          + "));
    return """
    %s/**
     * What the class file of {@link %s} does not keep: the order of its nodes, and what each reads.
     * Models that are compiled later need it.
     */
    %sinterface %s {
      /** A line for each node: its name, and the names of the nodes that it reads. */
      String %s =
          %s;
    }
    """
        .formatted(
            packageName.isEmpty() ? "" : "package " + packageName + ";\n\n",
            block,
            visible ? "public " : "",
            name,
            CONSTANT,
            lines);
  }

  /** What the companion of a compiled block says; nothing if there is none. */
  static Optional<List<Entry>> find(TypeElement block, Elements elements) {
    String packageName = TypeNames.packageOf(block);
    String name = (packageName.isEmpty() ? "" : packageName + ".") + name(block);
    ModuleElement module = elements.getModuleOf(block);
    TypeElement companion =
        module == null ? elements.getTypeElement(name) : elements.getTypeElement(module, name);
    return Stream.ofNullable(companion)
        .map(Element::getEnclosedElements)
        .flatMap(members -> ElementFilter.fieldsIn(members).stream())
        .filter(field -> field.getSimpleName().contentEquals(CONSTANT))
        .map(VariableElement::getConstantValue)
        .filter(String.class::isInstance)
        .map(text -> entries((String) text))
        .findFirst();
  }

  private static List<Entry> entries(String text) {
    List<Entry> entries = new ArrayList<>();
    for (String line : text.lines().toList()) {
      List<String> words = List.of(line.split(" "));
      entries.add(new Entry(words.getFirst(), words.subList(1, words.size())));
    }
    return entries;
  }
}
