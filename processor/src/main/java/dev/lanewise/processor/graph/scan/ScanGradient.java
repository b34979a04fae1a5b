package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Graph.Output;
import dev.lanewise.processor.graph.Graph.Role;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.StepInputOp.Kind;
import dev.lanewise.processor.graph.sequence.FoldOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The gradient of a scan: a scan the other way round, over what the forward one has saved of each
 * step, and behind it, once for all steps, the gradients of what the steps share (Werbos,
 * Backpropagation through time, 1990).
 *
 * <pre>
 * y, h = scan x, w { z = dense h, w; ... }   gains
 * zGrads, xGrads = scan back h, yGrad, w { hGrad = dense_input_grad zGrad, w; ... }
 * wGrad = dense_weight_grad fold h, fold zGrads
 * </pre>
 */
final class ScanGradient {
  private final ScanOp scan;
  private final Node node;
  private final List<Value> resultGrads;
  private final Op.Gradients gradients;
  private final StepGradient step;
  private final GraphBuilder body;
  private final Map<Value, Value> inBody = new HashMap<>();
  private final List<Value> inputs = new ArrayList<>();
  private final List<String> finals = new ArrayList<>();
  private final Map<Value, Integer> stacked = new LinkedHashMap<>();

  ScanGradient(ScanOp scan, Node node, List<Value> resultGrads, Op.Gradients gradients) {
    this.scan = scan;
    this.node = node;
    this.resultGrads = resultGrads;
    this.gradients = gradients;
    this.body = new GraphBuilder(scan.body().name() + "Grad");
    this.step =
        StepGradient.of(scan, i -> resultGrads.get(i) != null, this::isAskedFor, gradients::sum);
  }

  /** Of what the body reads: the scan's input that it is; negative where there is none. */
  private static int index(Node argument) {
    return ((StepInputOp) argument.op()).argument();
  }

  private boolean isAskedFor(Node argument) {
    int index = index(argument);
    return index >= 0 && gradients.needs(node.input(index));
  }

  /** Adds the nodes; gives the gradients of the scan's inputs. */
  List<Value> add() {
    step.carried.forEach((state, seed) -> {
      int last = scan.finals().contains(state) ? scan.finalResult(state) : -1;
      argument(seed.result(), Kind.STATE, last < 0 ? null : resultGrads.get(last));
    });
    step.seeds.forEach(
        (result, seed) -> argument(seed.result(), Kind.SEQUENCE, resultGrads.get(result)));
    for (Node each : step.inLoop()) {
      List<Value> read = each.inputs().stream().map(this::inBody).toList();
      each.become(body.add(each.name(), each.op(), read, Origin.NONE).results(), inBody);
    }
    Map<Node, String> sums = new HashMap<>();
    for (Node argument : scan.arguments()) {
      output(argument, sums);
    }
    step.stacked().forEach(this::stack);
    ScanOp op = new ScanOp(body.build(), scan.steps(), !scan.reverse(), finals);
    Node back = gradients.add(node.name() + "Grad", op, inputs);
    Map<Value, Value> behind = behind(back);
    List<Value> grads = new ArrayList<>();
    node.inputs().forEach(input -> grads.add(null));
    for (Node argument : scan.arguments()) {
      int index = index(argument);
      Value grad = step.grads.get(argument);
      if (index >= 0 && grad != null && gradients.needs(node.input(index))) {
        grads.set(index, gradient(argument, grad, back, op, sums, behind));
      }
    }
    return grads;
  }

  private Value gradient(
      Node argument,
      Value grad,
      Node back,
      ScanOp op,
      Map<Node, String> sums,
      Map<Value, Value> behind) {
    return switch (((StepInputOp) argument.op()).kind()) {
      case STATE ->
          back.result(op.finalResult(isCarried(argument) ? carried(argument) : sums.get(argument)));
      case SEQUENCE -> back.result(stacked.get(grad));
      case INVARIANT ->
          sums.containsKey(argument)
              ? back.result(op.finalResult(sums.get(argument)))
              : behind.get(grad);
    };
  }

  /** Whether a state becomes anything: not where a single step is all that there is. */
  private boolean isCarried(Node argument) {
    return ScanOp.is(argument, Kind.STATE) && step.carried.containsKey(argument.name());
  }

  private String carried(Node state) {
    return step.carried.get(state.name()).name();
  }

  /** Lets the body read a value, of an input of the scan; null for a state that starts at zero. */
  private Value argument(Value value, Kind kind, Value input) {
    int index = input == null ? -1 : inputs.size();
    if (input != null) {
      inputs.add(input);
    }
    StepInputOp op = new StepInputOp(kind, index, value.type());
    Value own = body.add(value.name(), op, List.of(), Origin.NONE).result();
    inBody.put(value, own);
    return own;
  }

  private Value inBody(Value value) {
    Value known = inBody.get(value);
    if (known != null) {
      return known;
    }
    if (value.node().op() instanceof StepInputOp input && input.kind() != Kind.STATE) {
      return argument(value, input.kind(), node.input(input.argument()));
    }
    return argument(value, Kind.SEQUENCE, saved(value));
  }

  /** The sequence of a value of the forward step. */
  private Value saved(Value value) {
    List<Output> results = scan.body().outputs(Role.RESULT);
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).value().equals(value)) {
        return node.result(i);
      }
    }
    throw new IllegalStateException(node + " has not saved " + value.name());
  }

  private void output(Node argument, Map<Node, String> sums) {
    StepInputOp op = (StepInputOp) argument.op();
    Value grad = step.grads.get(argument);
    if (isCarried(argument)) {
      Value before = grad == null ? zero(argument) : inBody(grad);
      body.output(Role.UPDATE, carried(argument), before, 1);
      if (isAskedFor(argument)) {
        finals.add(carried(argument));
      }
    } else if (grad != null && isAskedFor(argument)) {
      if (op.kind() == Kind.SEQUENCE) {
        stack(grad);
      } else if (grad.type().isBatched()) {
        TensorType type = grad.type();
        String name = argument.name() + "GradSum";
        Value sum =
            body.add(name, new StepInputOp(Kind.STATE, -1, type), List.of(), Origin.NONE).result();
        List<Value> terms = List.of(sum, inBody(grad));
        Value next = body.add(name + "Next", gradients.sum(), terms, Origin.NONE).result();
        body.output(Role.UPDATE, name, next, 1);
        finals.add(name);
        sums.put(argument, name);
      }
    }
  }

  /** The gradient of a state that no step reads: one that is zero at first and stays what it is. */
  private Value zero(Node state) {
    String name = state.name() + "GradZero";
    StepInputOp op = new StepInputOp(Kind.STATE, -1, state.types().getFirst());
    Value zero = body.add(name, op, List.of(), Origin.NONE).result();
    body.output(Role.UPDATE, name, zero, 1);
    return zero;
  }

  private void stack(Value value) {
    if (!stacked.containsKey(value)) {
      stacked.put(value, stacked.size());
      body.output(Role.RESULT, value.name(), inBody(value), 1);
    }
  }

  /** The nodes that sum over all steps at once. */
  private Map<Value, Value> behind(Node back) {
    Map<Value, Value> copies = new HashMap<>();
    for (Node each : step.behind()) {
      List<Value> read = each.inputs().stream().map(v -> behind(v, copies, back)).toList();
      each.become(gradients.add(each.name(), each.op(), read).results(), copies);
    }
    return copies;
  }

  private Value behind(Value value, Map<Value, Value> copies, Node back) {
    if (copies.containsKey(value)) {
      return copies.get(value);
    }
    if (ScanOp.is(value.node(), Kind.INVARIANT)) {
      return node.input(index(value.node()));
    }
    Value sequence = stacked.containsKey(value) ? back.result(stacked.get(value)) : sequence(value);
    Value folded =
        FoldOp.of(
            sequence, op -> gradients.add(value.name() + "Rows", op, List.of(sequence)).result());
    copies.put(value, folded);
    return folded;
  }

  private Value sequence(Value value) {
    return ScanOp.is(value.node(), Kind.SEQUENCE) ? node.input(index(value.node())) : saved(value);
  }
}
