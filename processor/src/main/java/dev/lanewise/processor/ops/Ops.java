package dev.lanewise.processor.ops;

import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.ops.dense.DenseRoom;
import dev.lanewise.processor.ops.loss.CrossEntropyRoom;
import dev.lanewise.processor.ops.loss.MeanSquaredErrorRoom;
import java.util.List;

/**
 * The catalogue: every op a user can write. A new op adds its line here, and nothing else outside
 * its room.
 */
public final class Ops {
  public static final List<Room> ROOMS =
      List.of(
          new InputRoom(),
          new ClassLabelRoom(),
          new LabelRoom(),
          new DenseRoom(),
          new ActivationRoom(),
          new SoftmaxOp.SoftmaxRoom(),
          new AddOp.AddRoom(),
          new ConcatOp.ConcatRoom(),
          new CrossEntropyRoom(),
          new MeanSquaredErrorRoom());

  private Ops() {}
}
