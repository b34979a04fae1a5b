package dev.lanewise.runtime;

import dev.lanewise.runtime.program.ModelSpec;
import dev.lanewise.runtime.program.ParameterSpec;
import dev.lanewise.runtime.program.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The header of a safetensors file.
 *
 * @param tensors by their place in the data, which they cover without gap or overlap
 */
record SafetensorsHeader(List<Tensor> tensors) {
  private static final int MOST_FAULTS = 30;

  /**
   * One tensor's entry.
   *
   * @param dtype the type's name in the file, which may be one that has no {@link TensorType}
   * @param begin offset of the first byte in the data
   * @param end offset after the last byte
   */
  record Tensor(String name, String dtype, long[] shape, long begin, long end) {
    TensorType type() {
      return TensorType.valueOf(dtype);
    }

    String shapeText() {
      return shape.length == 0
          ? "scalar"
          : LongStream.of(shape).mapToObj(Long::toString).collect(Collectors.joining("x"));
    }
  }

  /** Parses and validates a header all by itself. */
  static SafetensorsHeader parse(byte[] json, String source) throws IOException {
    List<Tensor> tensors = new ArrayList<>(SafetensorsJson.parse(json, source));
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
    return new SafetensorsHeader(tensors);
  }

  long dataLength() {
    return tensors.isEmpty() ? 0 : tensors.getLast().end();
  }

  /**
   * Matches tensors and parameters one to one.
   *
   * @return for each tensor, the index of its parameter
   * @throws IOException if they do not match; the message lists the differences
   */
  int[] match(ModelSpec model, String source) throws IOException {
    Map<String, Integer> indices = new HashMap<>();
    for (ParameterSpec parameter : model.parameters()) {
      indices.put(parameter.name(), indices.size());
    }
    List<String> faults = new ArrayList<>();
    int[] matched = new int[tensors.size()];
    for (int t = 0; t < matched.length; t++) {
      Tensor tensor = tensors.get(t);
      Integer index = indices.remove(tensor.name());
      if (index == null) {
        faults.add("unexpected \"" + tensor.name() + "\" " + tensor.shapeText());
      } else {
        matched[t] = index;
        compare(tensor, model.parameters().get(index), faults);
      }
    }
    for (ParameterSpec parameter : model.parameters()) {
      if (indices.containsKey(parameter.name())) {
        String shape = Shape.text(parameter.shape());
        faults.add("missing \"" + parameter.name() + "\" " + shape);
      }
    }
    if (!faults.isEmpty()) {
      int more = faults.size() - MOST_FAULTS;
      String rest = more > 0 ? "; and " + more + " more" : "";
      throw new IOException(
          source
              + " does not hold the weights of "
              + model.name()
              + ": "
              + faults.stream().limit(MOST_FAULTS).collect(Collectors.joining("; "))
              + rest);
    }
    return matched;
  }

  private static void compare(Tensor tensor, ParameterSpec parameter, List<String> faults) {
    long[] shape = Arrays.stream(parameter.shape()).asLongStream().toArray();
    if (!Arrays.equals(tensor.shape(), shape)) {
      faults.add(
          "\""
              + tensor.name()
              + "\" is "
              + tensor.shapeText()
              + ", expected "
              + Shape.text(parameter.shape()));
      return;
    }
    for (TensorType type : TensorType.values()) {
      if (type.name().equals(tensor.dtype())) {
        long bytes = (long) parameter.size() * type.bytes;
        if (tensor.end() - tensor.begin() != bytes) {
          long actual = tensor.end() - tensor.begin();
          faults.add("\"" + tensor.name() + "\" has " + actual + " bytes, expected " + bytes);
        }
        return;
      }
    }
    faults.add("\"" + tensor.name() + "\" is " + tensor.dtype() + ", not F32, F64, F16 or BF16");
  }

  /**
   * The header of a model's parameters in their order, padded so that the data begin 8-byte
   * aligned.
   */
  static String format(ModelSpec model) {
    TensorType type = model.doublePrecision() ? TensorType.F64 : TensorType.F32;
    StringBuilder json = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
    long begin = 0;
    for (ParameterSpec parameter : model.parameters()) {
      long end = begin + (long) parameter.size() * type.bytes;
      String shape = Arrays.toString(parameter.shape()).replace(" ", "");
      json.append(",\"").append(escaped(parameter.name())).append("\":{\"dtype\":\"").append(type);
      json.append("\",\"shape\":").append(shape).append(",\"data_offsets\":[").append(begin);
      json.append(',').append(end).append("]}");
      begin = end;
    }
    json.append('}');
    int bytes = json.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    return json.append(" ".repeat(-bytes & 7)).toString();
  }

  private static String escaped(String name) {
    StringBuilder text = new StringBuilder();
    for (char c : name.toCharArray()) {
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
