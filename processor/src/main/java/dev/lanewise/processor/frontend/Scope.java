package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.frontend.Declaration.Prefix;

/**
 * Where nodes are put: into the model itself, or in the place of a block's use.
 *
 * @param path what the nodes' names start with: nothing in the model, otherwise such as {@code
 *     conv2.}
 * @param prefix what the parameters' names start with
 * @param shared whether other uses may read the same parameters
 * @param named what gives the parameters' names their start; null in the model
 * @param use the use of the block; null in the model
 */
record Scope(String path, String prefix, boolean shared, Origin named, SourceOrigin.BlockUse use) {
  static final Scope MODEL = new Scope("", "", false, null, null);

  String name(Declaration node) {
    return path + node.name();
  }

  /** What the names of the node's own parameters start with. */
  String prefix(Declaration node) {
    return prefix + node.prefix().map(Prefix::value).orElse(node.name());
  }

  /** The inside of a block that the node uses. */
  Scope inside(Declaration node, Declaration.BlockUse block, boolean compiled) {
    String start = block.shared().map(name -> prefix + name.value()).orElse(prefix(node));
    Origin naming =
        block
            .shared()
            .or(node::prefix)
            .map(name -> place(name.origin()))
            .orElse(named == null ? place(block.origin()) : named);
    return new Scope(
        name(node) + ".",
        start + ".",
        shared || block.shared().isPresent(),
        naming,
        new SourceOrigin.BlockUse((SourceOrigin) place(block.origin()), compiled));
  }

  /** The origin in this use of the block that it stands in. */
  Origin place(Origin origin) {
    return use != null && origin instanceof SourceOrigin source ? source.in(use) : origin;
  }
}
