package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Attributes;
import dev.lanewise.processor.graph.Axis;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.ParameterOp.Initialization;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.ScanBuilder;
import dev.lanewise.processor.graph.sequence.UnfoldOp;
import dev.lanewise.processor.graph.sequence.WithStepsOp;
import dev.lanewise.processor.ops.dense.DenseOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One direction of one layer of a stack: the products with the inputs of all steps, and the scan
 * behind them.
 *
 * @param index of the layer in the stack
 */
record Direction(RecurrentRoom room, Layer layer, int index, boolean reverse) {
  /** The outputs of all steps, and the states behind the last. */
  record Outputs(Value sequence, List<Value> last) {}

  /** What the names of its nodes begin with. */
  String name() {
    return name(layer, index) + (reverse ? ".reverse" : "");
  }

  /** That of both directions; with a dot, so that no other layer of the user's has it. */
  static String name(Layer layer, int index) {
    return layer.name() + (index > 0 ? ".l" + index : "");
  }

  Outputs over(Value x) {
    Attributes attributes = layer.attributes();
    TensorType state =
        x.type().withSample(List.of(new Dim(room.stateSize(attributes), Axis.FEATURE)));
    ScanBuilder scan = new ScanBuilder(name(), layer.origin());
    Value inputs = scan.sequence(name() + "Input", inputs(x));
    List<Value> states = new ArrayList<>();
    for (int i = 0; i < room.states().size(); i++) {
      Optional<Value> first =
          layer.arguments().size() > i + 1 ? Optional.of(layer.input(i + 1)) : Optional.empty();
      states.add(scan.state(state(i), state, first));
    }
    List<Value> next = room.next(new Step(this, scan, inputs, states));
    Dim time = x.type().sampleDims().getFirst();
    layer
        .steps()
        .ifPresent(steps ->
            RecurrentRooms.ENDS.add(layer.graph(), scan, name(), steps, time, layer.real()));
    scan.result(name(), CellOp.output(next.getFirst()));
    for (int i = 0; i < next.size(); i++) {
      scan.next(state(i), next.get(i));
    }
    Node node = layer.add(name(), scan.build(time.size(), reverse), scan.inputs());
    List<Value> last = IntStream.range(0, next.size()).mapToObj(i -> node.result(i + 1)).toList();
    Value all = node.result();
    return new Outputs(
        layer.steps().isEmpty()
            ? all
            : layer
                .add(name() + "Steps", new WithStepsOp(), List.of(all, layer.steps().get()))
                .result(),
        last);
  }

  private String state(int state) {
    return name() + "." + room.states().get(state);
  }

  /** {@code W_ih x + b_ih} of all steps and gates. */
  private Value inputs(Value x) {
    int units = layer.attributes().integer("units");
    int outputs = Math.multiplyExact(room.gates(layer.attributes()), units);
    boolean bias = layer.attributes().flag("bias");
    List<Value> product = new ArrayList<>();
    product.add(layer.folded(x));
    product.add(parameter("weight_ih", List.of(outputs, x.type().last().size())));
    if (bias) {
      product.add(parameter("bias_ih", List.of(outputs)));
    }
    Value rows = layer.add(name() + "Inputs", new DenseOp(outputs, bias), product).result();
    Dim time = x.type().sampleDims().getFirst();
    return layer.add(name() + "InputSteps", new UnfoldOp(time), List.of(rows)).result();
  }

  /** The parameter of that kind, such as {@code weight_hh}, which the layer and direction have. */
  Value parameter(String kind, List<Integer> shape) {
    String local = kind + "_l" + index + (reverse ? "_reverse" : "");
    Initialization start = room.start(layer.attributes(), kind, shape);
    TensorType type = TensorType.of(layer.real(), shape);
    return layer.graph().parameter(layer.prefix() + "." + local, type, start, layer.origin());
  }
}
