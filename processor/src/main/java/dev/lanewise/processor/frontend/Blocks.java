package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.frontend.Declaration.BlockUse;
import dev.lanewise.processor.frontend.Declaration.CellUse;
import dev.lanewise.processor.graph.Room;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** The blocks and cells that models use, each read once, with all that it uses itself. */
final class Blocks {
  private final Vocabulary vocabulary;
  private final Elements elements;
  private final Sources sources;
  private final Map<TypeElement, Block> blocks = new HashMap<>();
  private final List<Block> open = new ArrayList<>();
  private final Set<TypeElement> inCycle = new HashSet<>();

  Blocks(Vocabulary vocabulary, Elements elements, Sources sources) {
    this.vocabulary = vocabulary;
    this.elements = elements;
    this.sources = sources;
  }

  static boolean isCell(TypeElement type) {
    return Annotations.find(type, "Cell").isPresent();
  }

  private static String kind(TypeElement type) {
    return isCell(type) ? "cell" : "block";
  }

  /** Whether uses can be expanded; if not, that is reported where the fault is. */
  boolean isSound(Block block) {
    return !block.faults().hasErrors() && !inCycle.contains(block.type());
  }

  Block get(TypeElement type) {
    Block known = blocks.get(type);
    if (known != null) {
      if (open.contains(known)) {
        report(open.subList(open.indexOf(known), open.size()));
      }
      return known;
    }
    Block block = read(type);
    blocks.put(type, block);
    open.add(block);
    uses(block).forEach(use -> get(use.block()));
    open.removeLast();
    return block;
  }

  private Block read(TypeElement type) {
    Diagnostics faults = new Diagnostics();
    boolean compiled = !sources.contains(type);
    List<Declaration> nodes = nodes(type, compiled, faults);
    for (Declaration node : nodes) {
      if (node.isLoss() || node.kind() == Room.Kind.LABEL) {
        faults.error(
            node.content().orElseThrow().origin(),
            "LossInBlock",
            "\""
                + node.name()
                + "\" is a "
                + (node.isLoss() ? "loss" : "label")
                + "; losses and their labels belong to the model, which may read the "
                + kind(type)
                + "'s outputs");
      }
    }
    States.check(isCell(type), nodes, faults);
    List<Declaration> sorted = Wiring.sort(nodes, faults);
    Outputs outputs = new Outputs(nodes, faults);
    outputs.checkMarks();
    if (!nodes.isEmpty() && outputs.results().isEmpty()) {
      faults.error(
          SourceOrigin.of(type),
          "NoOutput",
          "the " + kind(type) + " has no node that could be its output");
    }
    return new Block(type, compiled, nodes, sorted, outputs.results(), faults);
  }

  private List<Declaration> nodes(TypeElement type, boolean compiled, Diagnostics faults) {
    InterfaceReader reader = new InterfaceReader(vocabulary, kind(type), faults);
    if (!reader.check(type)) {
      return List.of();
    }
    Optional<List<Declaration>> nodes =
        compiled
            ? Companion.find(type, elements).flatMap(known -> reader.nodes(type, known))
            : Optional.of(reader.nodes(type));
    if (nodes.isEmpty()) {
      faults.error(
          SourceOrigin.of(type),
          "BlockNotCompiled",
          type.getSimpleName()
              + " comes as a class file, which does not keep the order of its nodes, and its"
              + " companion "
              + Companion.name(type)
              + " is missing or of another version; compile the "
              + kind(type)
              + " with Lanewise's processor");
    }
    return nodes.orElse(List.of());
  }

  private static Stream<BlockUse> uses(Block block) {
    return block.declared().stream()
        .flatMap(node -> node.content().stream())
        .map(content -> content instanceof CellUse use ? use.cell() : content)
        .filter(BlockUse.class::isInstance)
        .map(BlockUse.class::cast);
  }

  /** Tangled cycles are one mistake as a rule: one report for those that share a block. */
  private void report(List<Block> cycle) {
    boolean known = cycle.stream().anyMatch(block -> inCycle.contains(block.type()));
    cycle.forEach(block -> inCycle.add(block.type()));
    if (known) {
      return;
    }
    Block first = cycle.getFirst();
    Block next = cycle.get(1 % cycle.size());
    BlockUse use = uses(first).filter(u -> u.block().equals(next.type())).findFirst().orElseThrow();
    first
        .faults()
        .error(
            use.origin(),
            "BlockCycle",
            "a "
                + kind(first.type())
                + " cannot be part of itself: "
                + Stream.concat(cycle.stream(), Stream.of(first))
                    .map(Block::name)
                    .collect(Collectors.joining(" -> ")));
  }
}
