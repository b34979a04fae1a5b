package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Room;
import dev.lanewise.processor.graph.scan.Ends;
import dev.lanewise.processor.ops.sequence.ValidOp;
import java.util.List;

/** The recurrent layers. */
public final class RecurrentRooms {
  public static final List<Room> ALL =
      List.of(
          new LstmRoom(), new GruRoom(), new SimpleRnnRoom(), new IndRnnRoom(), new JordanRoom());

  /** By which samples end at steps of their own, in these layers and in cells. */
  public static final Ends ENDS =
      new Ends((length, real) -> new ValidOp(length, 0, real), new RowSelectOp(true));

  private RecurrentRooms() {}
}
