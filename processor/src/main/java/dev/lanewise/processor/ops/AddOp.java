package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.Elementwise;
import dev.lanewise.processor.graph.Layer;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.loop.Expr;
import dev.lanewise.processor.loop.KernelBuilder;
import java.util.Collections;
import java.util.List;

/** {@code y = x0 + x1 + ...}. */
public record AddOp() implements Elementwise {
  @Override
  public String mnemonic() {
    return "add";
  }

  @Override
  public Expr apply(KernelBuilder k, List<Expr> inputs) {
    return inputs.stream().reduce(Expr::plus).orElseThrow();
  }

  @Override
  public boolean zero(List<Boolean> zero) {
    return !zero.contains(false);
  }

  @Override
  public List<Value> gradient(Gradients gradients, Node node, List<Value> resultGrads) {
    return Collections.nCopies(node.inputs().size(), resultGrads.getFirst());
  }

  /** {@code @Add}: two or more nodes of one shape. */
  static final class AddRoom implements Room {
    @Override
    public String annotation() {
      return "Add";
    }

    @Override
    public int minInputs() {
      return 2;
    }

    @Override
    public int maxInputs() {
      return 32;
    }

    @Override
    public Value parse(Layer layer) {
      Value first = layer.input(0);
      boolean fits = true;
      for (Layer.Argument argument : layer.arguments()) {
        fits &= Shapes.floats(layer, argument);
        if (fits && !argument.value().type().shape().equals(first.type().shape())) {
          fits = false;
          layer.error(
              argument,
              "AddShape",
              "adds "
                  + argument.value().type().sampleText()
                  + " to "
                  + first.type().sampleText()
                  + "; shapes must be equal ("
                  + Layer.chain(argument.value())
                  + "; "
                  + Layer.chain(first)
                  + ")");
        }
      }
      List<Value> inputs = layer.arguments().stream().map(Layer.Argument::value).toList();
      return fits ? layer.add(layer.name(), new AddOp(), inputs).result() : null;
    }
  }
}
