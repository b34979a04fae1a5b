package dev.lanewise.processor.graph;

import dev.lanewise.processor.loop.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Element type and axes of a value. The batch axis, where there is one, comes first. */
public record TensorType(DType dtype, List<Dim> dims) {
  /** The type of a node whose fault was reported already; whoever reads it stays silent. */
  public static final TensorType ERROR =
      new TensorType(DType.F32, List.of(new Dim(-1, Axis.FEATURE)));

  public TensorType {
    dims = List.copyOf(dims);
  }

  public static TensorType scalar(DType dtype) {
    return new TensorType(dtype, List.of());
  }

  /** A type without a batch axis, such as a parameter's. */
  public static TensorType of(DType dtype, List<Integer> shape) {
    return new TensorType(dtype, shape.stream().map(size -> new Dim(size, Axis.FEATURE)).toList());
  }

  public boolean isError() {
    return equals(ERROR);
  }

  public boolean isBatched() {
    return !dims.isEmpty() && dims.getFirst().axis() == Axis.BATCH;
  }

  /** The axes of one sample. */
  public List<Dim> sampleDims() {
    return isBatched() ? dims.subList(1, dims.size()) : dims;
  }

  /** Whether samples are sequences: their first axis is time. */
  public boolean hasTime() {
    List<Dim> sample = sampleDims();
    return !sample.isEmpty() && sample.getFirst().axis() == Axis.TIME;
  }

  /** The sizes of one sample, as the user writes them. */
  public List<Integer> sampleShape() {
    return sampleDims().stream().map(Dim::size).toList();
  }

  public List<Integer> shape() {
    return dims.stream().map(Dim::size).toList();
  }

  /** Elements of one sample. */
  public int sampleSize() {
    return sampleShape().stream().reduce(1, Math::multiplyExact);
  }

  public int size() {
    return shape().stream().reduce(1, Math::multiplyExact);
  }

  /** Most samples there may be; 1 where there is no batch axis. */
  public int rows() {
    return isBatched() ? dims.getFirst().size() : 1;
  }

  public Dim last() {
    return dims.getLast();
  }

  /** The same type, batched or not, with other axes of a sample. */
  public TensorType withSample(List<Dim> sample) {
    List<Dim> all = new ArrayList<>(isBatched() ? dims.subList(0, 1) : List.of());
    all.addAll(sample);
    return new TensorType(dtype, all);
  }

  /** The same type for another number of samples. */
  public TensorType withRows(int rows) {
    List<Dim> all = new ArrayList<>(List.of(Dim.rows(rows)));
    all.addAll(sampleDims());
    return new TensorType(dtype, all);
  }

  /** The same type with the last axis of another size. */
  public TensorType withLast(int size) {
    List<Dim> all = new ArrayList<>(dims);
    all.set(all.size() - 1, new Dim(size, last().axis(), last().bound()));
    return new TensorType(dtype, all);
  }

  /** One sample's shape for messages, such as {@code 1x28x28}. */
  public String sampleText() {
    return sampleDims().isEmpty()
        ? "scalar"
        : sampleShape().stream().map(String::valueOf).collect(Collectors.joining("x"));
  }

  @Override
  public String toString() {
    return dtype + dims.stream().map(Dim::toString).collect(Collectors.joining(",", "[", "]"));
  }
}
