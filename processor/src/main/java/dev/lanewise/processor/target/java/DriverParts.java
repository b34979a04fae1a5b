package dev.lanewise.processor.target.java;

import dev.lanewise.processor.loop.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A driver in parts that the JIT compiles: HotSpot leaves methods of more than 8000 bytes to the
 * interpreter for good, and phases of training reach them with some fifteen layers. Cuts are made
 * between nodes, each of which begins with a remark.
 */
final class DriverParts {
  /** Characters of a driver in one piece; they make 0.5 to 0.6 bytes each. */
  private static final int WHOLE = 12_000;

  /** Characters of a part, unless a single node takes more. */
  private static final int PART = 5_000;

  private DriverParts() {}

  /**
   * Cuts a driver's body.
   *
   * @param length characters of statements
   * @return parts in order, of which each begins with what precedes the first node; one part where
   *     the body is short enough
   */
  static List<List<Stmt>> of(List<Stmt> body, ToIntFunction<List<Stmt>> length) {
    if (length.applyAsInt(body) <= WHOLE) {
      return List.of(body);
    }
    int first = 0;
    while (first < body.size() && !(body.get(first) instanceof Stmt.Remark)) {
      first++;
    }
    List<Stmt> start = body.subList(0, first);
    List<List<Stmt>> parts = new ArrayList<>();
    List<Stmt> part = new ArrayList<>(start);
    for (List<Stmt> node : nodes(body.subList(first, body.size()))) {
      if (part.size() > first && length.applyAsInt(part) + length.applyAsInt(node) > PART) {
        parts.add(part);
        part = new ArrayList<>(start);
      }
      part.addAll(node);
    }
    parts.add(part);
    return parts;
  }

  /** A remark and what follows, up to the next. */
  private static List<List<Stmt>> nodes(List<Stmt> body) {
    List<List<Stmt>> nodes = new ArrayList<>();
    for (Stmt statement : body) {
      if (statement instanceof Stmt.Remark) {
        nodes.add(new ArrayList<>());
      }
      nodes.getLast().add(statement);
    }
    return nodes;
  }
}
