package dev.lanewise.processor.ops.parameter;

import dev.lanewise.processor.diagnostics.Spelling;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.LayerModifier;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.ParameterOp.Initialization;
import dev.lanewise.processor.ops.Initializers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code @Initialize(parameter = "weight", value = ORTHOGONAL)}: another start, by parameter. */
public final class InitializeModifier implements LayerModifier {
  @Override
  public String annotation() {
    return "Initialize";
  }

  @Override
  public Graph apply(Layer layer, List<Use> uses, Graph added) {
    Parameters parameters = Parameters.of(layer, added);
    Set<String> taken = new HashSet<>();
    if (layer.attributes().has("initializer")
        && !layer.attributes().text("initializer").equals("DEFAULT")) {
      parameters.weights().forEach(node -> taken.add(node.name()));
    }
    Map<String, Initialization> chosen = new HashMap<>();
    for (Use use : uses) {
      List<Node> targets = targets(parameters, use);
      if (checkScale(layer, use) && checkTargets(parameters, targets, taken, use)) {
        targets.forEach(target -> taken.add(target.name()));
        targets.forEach(target -> chosen.put(target.name(), initialization(use, target)));
      }
    }
    return added.withOps(node ->
        node.op() instanceof ParameterOp op && chosen.containsKey(node.name())
            ? new ParameterOp(op.kind(), op.declared(), chosen.get(node.name()))
            : node.op());
  }

  private static Initialization initialization(Use use, Node target) {
    ParameterOp parameter = (ParameterOp) target.op();
    String initializer = use.attributes().text("value");
    return initializer.equals("DEFAULT")
        ? parameter.initialization()
        : Initializers.of(
            initializer, parameter.declared().shape(), use.attributes().real("scale"));
  }

  private static List<Node> targets(Parameters parameters, Use use) {
    String name = use.attributes().text("parameter");
    return name.isEmpty()
        ? parameters.weights()
        : parameters.all().stream().filter(node -> parameters.local(node).equals(name)).toList();
  }

  private static boolean checkScale(Layer layer, Use use) {
    String initializer = use.attributes().text("value");
    double scale = use.attributes().real("scale");
    boolean none = !Initializers.takesScale(initializer);
    boolean sound =
        none ? scale == 1 : Double.isFinite(scale) && (scale > 0 || initializer.equals("CONSTANT"));
    if (!sound) {
      layer.error(
          use.attributes().origin("scale"),
          "InitializeScale",
          "scale "
              + scale
              + " for "
              + initializer
              + "; "
              + (none
                  ? "it has none, leave it out"
                  : initializer.equals("CONSTANT")
                      ? "a value is a finite number"
                      : "a scale is positive and finite"));
    }
    return sound;
  }

  /** Reports the first fault. */
  private static boolean checkTargets(
      Parameters parameters, List<Node> targets, Set<String> taken, Use use) {
    Layer layer = parameters.layer();
    String initializer = use.attributes().text("value");
    if (targets.isEmpty()) {
      String name = use.attributes().text("parameter");
      List<String> names = parameters.all().stream().map(parameters::local).toList();
      layer.error(
          use.attributes().origin("parameter"),
          "UnknownParameter",
          "@"
              + layer.annotation()
              + " has no parameter \""
              + name
              + "\""
              + Spelling.hint(name, names));
      return false;
    }
    for (Node target : targets) {
      if (taken.contains(target.name())) {
        layer.error(
            use.origin(),
            "InitializedTwice",
            "the start of \""
                + parameters.local(target)
                + "\" is given twice; leave out one @Initialize or the attribute initializer");
        return false;
      }
      if (Initializers.needsAxes(initializer) && target.types().getFirst().dims().size() < 2) {
        layer.error(
            use.attributes().origin("value"),
            "InitializerShape",
            initializer
                + " needs two axes or more, and \""
                + parameters.local(target)
                + "\" has shape "
                + target.types().getFirst().sampleText()
                + "; use NORMAL, UNIFORM or CONSTANT");
        return false;
      }
    }
    return true;
  }
}
