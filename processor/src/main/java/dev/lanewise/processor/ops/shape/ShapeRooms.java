package dev.lanewise.processor.ops.shape;

import dev.lanewise.processor.graph.Room;
import java.util.List;

/** The rooms of ops that give elements other places. */
public final class ShapeRooms {
  public static final List<Room> ALL =
      List.of(
          new ReshapeRooms.Flatten(),
          new ReshapeRooms.Reshape(),
          new PermuteOp.PermuteRoom(),
          new SliceOp.SliceRoom(),
          new PadRoom(),
          new ConcatOp.ConcatRoom());

  private ShapeRooms() {}
}
