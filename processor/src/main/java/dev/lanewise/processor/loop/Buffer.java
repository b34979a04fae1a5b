package dev.lanewise.processor.loop;

/** A named array parameter of a kernel or driver. */
public record Buffer(String name, DType dtype) {}
