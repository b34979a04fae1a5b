package dev.lanewise.processor.graph.pass;

import dev.lanewise.processor.graph.Home;
import dev.lanewise.processor.graph.Layout;
import dev.lanewise.processor.graph.Node;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.scan.KeptOp;
import dev.lanewise.processor.loop.Buffer;
import dev.lanewise.processor.loop.DType;
import dev.lanewise.processor.loop.ProgramUnit.Kept;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The front of the arena, where values stay from one run of the program to the next: one behind the
 * other and beside nothing else, so that to begin anew is to fill one stretch with zeros.
 */
record KeptValues(Map<Value, Home> homes, Kept stretch) {
  static KeptValues of(Plan plan, DType real) {
    Buffer arena = new Buffer("arena", real);
    Map<Value, Home> homes = new LinkedHashMap<>();
    int first = PlanMemory.origin(real);
    int end = first;
    for (Node node : plan.graph().nodes()) {
      if (node.op() instanceof KeptOp) {
        Layout layout = plan.layout(node.result());
        homes.put(node.result(), new Home(arena, end, layout));
        end = Math.addExact(end, PlanMemory.aligned(layout.size()));
      }
    }
    return new KeptValues(homes, new Kept(first, end));
  }
}
