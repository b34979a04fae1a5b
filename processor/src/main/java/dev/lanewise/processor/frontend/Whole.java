package dev.lanewise.processor.frontend;

import dev.lanewise.processor.diagnostics.Diagnostics;
import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Graph;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.Ends;
import dev.lanewise.processor.graph.sequence.FoldOp;
import dev.lanewise.processor.graph.sequence.PixelsAsStepsOp;
import dev.lanewise.processor.graph.sequence.StepsAsPixelsOp;
import dev.lanewise.processor.loop.DType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A model's graph while it is written: what the assemblies of the model and of its blocks have in
 * common.
 *
 * @param lossSteps of how many steps, the last ones, losses count
 * @param expand the op that repeats a value for each row
 * @param ends the ops by which samples end at steps of their own
 * @param expanded what it has been applied to
 * @param forms sequences whose steps are rows or pixels
 * @param owners of the model's parameters
 */
record Whole(
    GraphBuilder graph,
    int batch,
    DType real,
    int lossSteps,
    Function<Dim, Op> expand,
    Ends ends,
    Map<Value, Value> expanded,
    Map<Form, Value> forms,
    Blocks blocks,
    Owners owners) {

  /** What an op makes of a sequence. */
  private record Form(Value sequence, Op op) {}

  Whole(
      String model,
      int batch,
      DType real,
      int lossSteps,
      Function<Dim, Op> expand,
      Ends ends,
      Blocks blocks,
      Diagnostics diagnostics) {
    this(
        new GraphBuilder(model),
        batch,
        real,
        lossSteps,
        expand,
        ends,
        new HashMap<>(),
        new HashMap<>(),
        blocks,
        new Owners(diagnostics));
  }

  /** The same with a graph of its own, for what is yet to be divided. */
  Whole apart(String name) {
    return new Whole(
        new GraphBuilder(name),
        batch,
        real,
        lossSteps,
        expand,
        ends,
        expanded,
        forms,
        blocks,
        owners);
  }

  /** A value that is the same for all samples, repeated for each. */
  Value batched(Value value) {
    return value.type().isBatched()
        ? value
        : expanded.computeIfAbsent(
            value,
            v -> {
              Op op = expand.apply(Dim.rows(batch));
              Origin origin = v.node().origin();
              return graph.add(v.name() + "Rows", op, List.of(v), origin).result();
            });
  }

  /** The steps of a sequence as rows: those that it was made of, where it was. */
  Value folded(Value sequence) {
    return FoldOp.of(sequence, op -> form(sequence, op));
  }

  /** A sequence as an image: that which it was made of, where it was. */
  Value pixels(Value sequence) {
    return sequence.node().op() instanceof PixelsAsStepsOp
        ? sequence.node().input(0)
        : form(sequence, new StepsAsPixelsOp());
  }

  /** A sequence in the form that an op gives it. */
  private Value form(Value sequence, Op op) {
    Origin origin = sequence.node().origin();
    return forms.computeIfAbsent(
        new Form(sequence, op),
        form -> graph.add(sequence.name(), op, List.of(sequence), origin).result());
  }

  /** Takes over a layer's nodes and losses. */
  void join(Graph added) {
    added.nodes().forEach(graph::keep);
    for (Output loss : added.outputs(Role.LOSS)) {
      graph.loss(loss.name(), loss.value(), loss.weight());
    }
  }
}
