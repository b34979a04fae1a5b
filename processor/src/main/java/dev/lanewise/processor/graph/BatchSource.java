package dev.lanewise.processor.graph;

/** An op whose result gets its batch axis from nothing that the op reads. */
public interface BatchSource extends Op {
  /** The same op for another batch axis. */
  Op withRows(Dim rows);
}
