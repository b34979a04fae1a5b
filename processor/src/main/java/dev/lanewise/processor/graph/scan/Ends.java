package dev.lanewise.processor.graph.scan;

import dev.lanewise.processor.diagnostics.Origin;
import dev.lanewise.processor.graph.Dim;
import dev.lanewise.processor.graph.GraphBuilder;
import dev.lanewise.processor.graph.Op;
import dev.lanewise.processor.graph.Value;
import dev.lanewise.processor.graph.sequence.UnfoldOp;
import dev.lanewise.processor.loop.DType;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The ops by which samples end at steps of their own.
 *
 * @param valid by the length in full and the type of numbers: reads how many steps each sample has,
 *     and gives one for each that it has and zero behind, steps as rows
 * @param select reads such a number of each sample and one or two values: gives the first where the
 *     number is positive, elsewhere the second, or zero
 */
public record Ends(BiFunction<Integer, DType, Valid> valid, Select select) {
  /** Gives rows one where they are steps that a sample has: reads how many it has. */
  public interface Valid extends Op {}

  /** Gives each row one of two values, by a number of the row. */
  public interface Select extends Op {
    /** Whether the rows of positive numbers get the first value. */
    boolean positive();
  }

  /**
   * Lets the samples of a scan end.
   *
   * @param steps how many each sample has
   * @param time the axis of sequences
   */
  public void add(
      GraphBuilder graph, ScanBuilder scan, String name, Value steps, Dim time, DType real) {
    Origin origin = scan.origin();
    Op number = valid.apply(time.size(), real);
    Value rows = graph.add(name + "ValidRows", number, List.of(steps), origin).result();
    Op unfold = new UnfoldOp(time);
    Value all = graph.add(name + "ValidSteps", unfold, List.of(rows), origin).result();
    scan.ends(name + "Valid", all, select);
  }
}
