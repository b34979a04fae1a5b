package dev.lanewise.processor.loop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Writes a driver in order. */
public final class DriverBuilder {
  private final String name;
  private final List<Buffer> buffers;
  private final List<String> indices;
  private final Set<String> names = new HashSet<>();
  private List<Stmt> body = new ArrayList<>();

  public DriverBuilder(String name, List<Buffer> buffers, List<String> indices) {
    this.name = name;
    this.buffers = List.copyOf(buffers);
    this.indices = List.copyOf(indices);
    buffers.forEach(buffer -> names.add(buffer.name()));
    names.addAll(indices);
  }

  public void loop(String variable, Index from, Index to, int step, Consumer<Index> statements) {
    if (from instanceof Index.Const(int a) && to instanceof Index.Const(int b) && b - a <= step) {
      if (b > a) {
        statements.accept(from);
      }
      return;
    }
    String unique = variable;
    for (int i = 2; !names.add(unique); i++) {
      unique = variable + i;
    }
    List<Stmt> outer = body;
    body = new ArrayList<>();
    statements.accept(Index.var(unique));
    if (!body.isEmpty()) {
      outer.add(new Stmt.For(unique, from, to, step, List.copyOf(body)));
    }
    body = outer;
    // Sibling loops may share a variable name; only nested ones must differ.
    names.remove(unique);
  }

  public void loop(String variable, int to, Consumer<Index> statements) {
    loop(variable, Index.ZERO, Index.of(to), 1, statements);
  }

  public Index let(String wanted, Index value) {
    if (value instanceof Index.Const || value instanceof Index.Var) {
      return value;
    }
    String unique = wanted;
    for (int i = 2; !names.add(unique); i++) {
      unique = wanted + i;
    }
    body.add(new Stmt.Let(unique, value));
    return Index.var(unique);
  }

  public void remark(String text) {
    body.add(new Stmt.Remark(text));
  }

  public void call(Kernel kernel, List<Buffer> arrays, Index... arguments) {
    body.add(DistinctArrays.call(kernel, arrays, List.of(arguments)));
  }

  public void copy(Buffer from, Index fromAt, Buffer to, Index toAt, Index count) {
    body.add(new Stmt.Copy(from, fromAt, to, toAt, count));
  }

  public void clear(Buffer buffer, Index from, Index count) {
    body.add(new Stmt.Clear(buffer, from, count));
  }

  public Driver build(String comment) {
    return new Driver(name, buffers, indices, List.copyOf(body), comment);
  }
}
