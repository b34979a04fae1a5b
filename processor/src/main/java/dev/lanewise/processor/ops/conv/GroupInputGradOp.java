package dev.lanewise.processor.ops.conv;

import dev.lanewise.processor.graph.Algorithm;
import dev.lanewise.processor.graph.FusedOp;
import dev.lanewise.processor.graph.TensorType;
import dev.lanewise.processor.ops.window.Window;
import java.util.List;

/**
 * The gradient of the input of a convolution in groups. Inputs are the gradient of the result, and
 * the weights.
 *
 * @param declared type of the convolution's input
 */
record GroupInputGradOp(TensorType declared, int groups, List<Window> windows)
    implements ConvProduct, FusedOp.Root {
  @Override
  public String mnemonic() {
    return "group_conv_input_grad";
  }

  @Override
  public List<List<Axis>> axes() {
    return windows.stream().map(Axis::inputGradient).toList();
  }

  @Override
  public int laneAxis() {
    return 1;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(declared);
  }

  @Override
  public List<Algorithm> algorithms() {
    int results = declared.sampleShape().getFirst() / groups;
    return List.of(GroupConvOp.isDirect(results) ? new DirectConv() : new ChannelLanes());
  }
}
