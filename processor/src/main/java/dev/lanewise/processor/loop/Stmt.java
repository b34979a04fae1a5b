package dev.lanewise.processor.loop;

import java.util.List;

/**
 * Statements of kernels and drivers. A driver is scalar: loops, named indices, calls, copies. A
 * kernel has registers, loads and stores besides, and one hot loop; it makes no calls.
 */
public sealed interface Stmt {
  /** {@code for (int variable = from; variable < to; variable += step)}. */
  record For(String variable, Index from, Index to, int step, List<Stmt> body) implements Stmt {}

  /** A line for the reader of the generated code. */
  record Remark(String text) implements Stmt {}

  /** Names an index. */
  record Let(String name, Index value) implements Stmt {}

  /** Gives a register its first value. */
  record Define(Expr.Register register, Expr value) implements Stmt {}

  /** Updates a mutable register. */
  record Assign(Expr.Register register, Expr value) implements Stmt {}

  /** Stores all lanes of the value. */
  record Store(Buffer buffer, Index at, Expr value) implements Stmt {}

  /** Driver only: calls a kernel with arrays and indices in the order of its parameters. */
  record Call(Kernel kernel, List<Buffer> buffers, List<Index> indices) implements Stmt {}

  /** Driver only: copies elements between arrays of one type. */
  record Copy(Buffer from, Index fromAt, Buffer to, Index toAt, Index count) implements Stmt {}

  /** Driver only: zeroes elements. */
  record Clear(Buffer buffer, Index from, Index count) implements Stmt {}
}
