package dev.lanewise.processor.ops.recurrent;

import dev.lanewise.processor.graph.Room;
import java.util.List;

/** The recurrent layers. */
public final class RecurrentRooms {
  public static final List<Room> ALL =
      List.of(
          new LstmRoom(), new GruRoom(), new SimpleRnnRoom(), new IndRnnRoom(), new JordanRoom());

  private RecurrentRooms() {}
}
