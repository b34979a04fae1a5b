package dev.lanewise.processor.graph;

/**
 * An op whose result depends on the numbers of the rows, as what is drawn at random does: the same
 * rows under other numbers give something else.
 */
public interface NumberedRows extends Op {}
