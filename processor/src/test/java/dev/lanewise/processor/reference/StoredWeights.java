package dev.lanewise.processor.reference;

import dev.lanewise.processor.frontend.Model;
import dev.lanewise.processor.graph.Composite;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ParameterOp;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.pass.Expand;
import dev.lanewise.processor.graph.pass.InlineScans;
import dev.lanewise.processor.graph.pass.PrepareScans;
import dev.lanewise.processor.graph.pass.Prune;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters as a prediction of the model has them: some rounded, if it so wishes. */
public final class StoredWeights {
  private StoredWeights() {}

  /** All parameters; those rounded that an op multiplies with or picks from. */
  public static Map<String, double[]> of(Model model, Map<String, double[]> parameters) {
    if (!model.bfloat16()) {
      return parameters;
    }
    Set<String> stored = names(model.graph());
    Map<String, double[]> all = new LinkedHashMap<>(parameters);
    all.replaceAll((name, values) ->
        stored.contains(name)
            ? Arrays.stream(values).map(StoredWeights::rounded).toArray()
            : values);
    return all;
  }

  private static Set<String> names(Graph graph) {
    Graph results = Prune.run(graph, o -> o.role() == Role.RESULT);
    Graph flat = InlineScans.run(PrepareScans.run(Expand.run(results, Composite.Mode.PREDICTION)));
    Set<String> names = new HashSet<>();
    for (Node node : flat.nodes()) {
      for (int i = 0; i < node.inputs().size(); i++) {
        if (node.op().isWeight(i)) {
          names.addAll(parametersOf(node.input(i)));
        }
      }
    }
    return names;
  }

  /** What a value is computed of: a parameter, or gates of one. */
  private static List<String> parametersOf(Value value) {
    if (value.node().op() instanceof ParameterOp) {
      return List.of(value.node().name());
    }
    List<String> names = new ArrayList<>();
    value.node().inputs().forEach(input -> names.addAll(parametersOf(input)));
    return names;
  }

  /**
   * The nearest number of eight significant binary digits, of two equally near ones that with an
   * even last digit: by its definition, among the neighbours of what is cut off.
   */
  public static double rounded(double value) {
    if (!Double.isFinite(value)) {
      return value;
    }
    float down =
        Float.intBitsToFloat(Float.floatToRawIntBits((float) Math.abs(value)) & 0xffff0000);
    int bits = Float.floatToRawIntBits(down);
    BigDecimal exact = new BigDecimal(Math.abs(value));
    BigDecimal lower = new BigDecimal(down);
    float next = Float.intBitsToFloat(bits + 0x10000);
    // Behind the last number comes infinity, as far from it as its neighbour is.
    BigDecimal upper = Float.isInfinite(next) ? new BigDecimal(0x1p128) : new BigDecimal(next);
    int nearer = exact.subtract(lower).compareTo(upper.subtract(exact));
    boolean even = (bits >> 16) % 2 == 0;
    return Math.copySign(nearer < 0 || nearer == 0 && even ? down : next, value);
  }
}
