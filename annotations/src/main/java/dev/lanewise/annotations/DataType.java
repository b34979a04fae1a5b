package dev.lanewise.annotations;

/** The element type of a model's inputs, outputs and parameters. */
public enum DataType {
  /** 32-bit floats; arrays are {@code float[]}. */
  FLOAT,
  /** 64-bit floats; arrays are {@code double[]}. Half as many fit into a vector. */
  DOUBLE
}
