package dev.lanewise.runtime;

import dev.lanewise.runtime.program.ModelSpec;
import dev.lanewise.runtime.program.ParameterSpec;
import dev.lanewise.runtime.program.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The header of a safetensors file.
 *
 * @param tensors by their place in the data, which they cover without gap or overlap
 * @param metadata what {@code __metadata__} holds
 */
record SafetensorsHeader(List<Tensor> tensors, Map<String, String> metadata) {
  /**
   * One tensor's entry.
   *
   * @param dtype the type's name in the file, which may be one that has no {@link TensorType}
   * @param begin offset of the first byte in the data
   * @param end offset after the last byte
   */
  record Tensor(String name, String dtype, long[] shape, long begin, long end) {
    /** The element type, where it is one that can be read. */
    TensorType type() {
      return TensorType.valueOf(dtype);
    }

    private String shapeText() {
      return shape.length == 0
          ? "scalar"
          : LongStream.of(shape).mapToObj(Long::toString).collect(Collectors.joining("x"));
    }

    /** What is wrong with a tensor that no parameter wants. */
    private Optional<String> surplus() {
      return name.endsWith(".num_batches_tracked")
          ? Optional.empty()
          : Optional.of("unexpected \"" + name + "\" " + shapeText());
    }

    /** How the tensor differs from the parameter of its name. */
    private Optional<String> difference(ParameterSpec parameter) {
      long[] due = Arrays.stream(parameter.shape()).asLongStream().toArray();
      if (!Arrays.equals(shape, due)) {
        String expected = Shape.text(parameter.shape());
        return Optional.of("\"" + name + "\" is " + shapeText() + ", expected " + expected);
      }
      if (Arrays.stream(TensorType.values()).noneMatch(type -> type.name().equals(dtype))) {
        return Optional.of("\"" + name + "\" is " + dtype + ", not F32, F64, F16 or BF16");
      }
      long bytes = (long) parameter.size() * type().bytes;
      return end - begin == bytes
          ? Optional.empty()
          : Optional.of("\"" + name + "\" has " + (end - begin) + " bytes, expected " + bytes);
    }
  }

  /** Parses and validates a header all by itself. */
  static SafetensorsHeader parse(byte[] json, String source) throws IOException {
    SafetensorsHeader parsed = SafetensorsJson.parse(json, source);
    List<Tensor> tensors = new ArrayList<>(parsed.tensors());
    tensors.sort(Comparator.comparingLong(Tensor::begin).thenComparingLong(Tensor::end));
    long end = 0;
    for (Tensor tensor : tensors) {
      if (tensor.begin() != end || tensor.end() < end) {
        throw new IOException(
            String.format(
                "%s is not a safetensors file: tensor \"%s\" lies at %d to %d, where %d was due",
                source, tensor.name(), tensor.begin(), tensor.end(), end));
      }
      end = tensor.end();
    }
    return new SafetensorsHeader(tensors, parsed.metadata());
  }

  long dataLength() {
    return tensors.isEmpty() ? 0 : tensors.getLast().end();
  }

  /**
   * What of a file belongs to a model.
   *
   * @param parameters for each tensor the index of its parameter, or -1
   * @param faults the differences that keep the two from matching one to one
   */
  record Match(int[] parameters, List<String> faults) {}

  /** Matches tensors and parameters. */
  Match match(ModelSpec model) {
    Map<String, Integer> indices = new HashMap<>();
    for (ParameterSpec parameter : model.parameters()) {
      indices.put(parameter.name(), indices.size());
    }
    List<String> faults = new ArrayList<>();
    int[] matched = new int[tensors.size()];
    for (int t = 0; t < matched.length; t++) {
      Tensor tensor = tensors.get(t);
      int index = Optional.ofNullable(indices.remove(tensor.name())).orElse(-1);
      Optional<String> fault =
          index < 0 ? tensor.surplus() : tensor.difference(model.parameters().get(index));
      fault.ifPresent(faults::add);
      matched[t] = fault.isPresent() ? -1 : index;
    }
    for (ParameterSpec parameter : model.parameters()) {
      if (indices.containsKey(parameter.name())) {
        String shape = Shape.text(parameter.shape());
        faults.add("missing \"" + parameter.name() + "\" " + shape);
      }
    }
    return new Match(matched, faults);
  }

  /**
   * The header of a model's parameters in their order, padded so that the data begin 8-byte
   * aligned.
   */
  static String format(ModelSpec model, Map<String, String> metadata) {
    TensorType type = model.doublePrecision() ? TensorType.F64 : TensorType.F32;
    StringBuilder json = new StringBuilder("{\"__metadata__\":{");
    json.append(
        metadata.entrySet().stream()
            .map(entry -> quoted(entry.getKey()) + ":" + quoted(entry.getValue()))
            .collect(Collectors.joining(",")));
    json.append('}');
    long begin = 0;
    for (ParameterSpec parameter : model.parameters()) {
      long end = begin + (long) parameter.size() * type.bytes;
      String shape = Arrays.toString(parameter.shape()).replace(" ", "");
      json.append(',').append(quoted(parameter.name())).append(":{\"dtype\":\"").append(type);
      json.append("\",\"shape\":").append(shape).append(",\"data_offsets\":[").append(begin);
      json.append(',').append(end).append("]}");
      begin = end;
    }
    json.append('}');
    int bytes = json.toString().getBytes(StandardCharsets.UTF_8).length;
    return json.append(" ".repeat(-bytes & 7)).toString();
  }

  private static String quoted(String string) {
    StringBuilder text = new StringBuilder("\"");
    for (char c : string.toCharArray()) {
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }
}
