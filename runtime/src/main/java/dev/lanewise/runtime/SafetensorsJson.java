package dev.lanewise.runtime;

import dev.lanewise.runtime.SafetensorsHeader.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one shape of JSON that a safetensors header may have; anything else is refused where it
 * stands.
 *
 * <pre>
 * header   = { "__metadata__": { string: string, ... }, name: tensor, ... }
 * tensor   = { "dtype": string, "shape": [n, ...], "data_offsets": [n, n] }   keys in any order
 * </pre>
 *
 * <p>Not a general JSON parser on purpose: the grammar has a fixed depth, so that no input can
 * exhaust the stack, and only whole numbers.
 */
final class SafetensorsJson {
  private static final int MOST_AXES = 32;

  private final String text;
  private final String source;
  private int at;

  private SafetensorsJson(String text, String source) {
    this.text = text;
    this.source = source;
  }

  /** What the header says, tensors in the order of their keys. */
  static SafetensorsHeader parse(byte[] json, String source) throws IOException {
    String text;
    try {
      // A decoder of one's own reports malformed input; new String would replace it.
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(source + " is not a safetensors file: its header is not UTF-8", e);
    }
    return new SafetensorsJson(text, source).header();
  }

  private SafetensorsHeader header() throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    Map<String, String> metadata = Map.of();
    Set<String> names = new HashSet<>();
    require(text.startsWith("{"), "expected '{'"); // the format wants it as the very first byte
    at = 1;
    if (!accept('}')) {
      do {
        String name = string();
        require(names.add(name), "duplicate key \"" + name + "\"");
        expect(':');
        if (name.equals("__metadata__")) {
          metadata = metadata();
        } else {
          tensors.add(tensor(name));
        }
      } while (accept(','));
      expect('}');
    }
    skipSpace();
    require(at == text.length(), "expected the end");
    return new SafetensorsHeader(tensors, metadata);
  }

  private Map<String, String> metadata() throws IOException {
    Map<String, String> metadata = new HashMap<>();
    expect('{');
    if (accept('}')) {
      return metadata;
    }
    do {
      String key = string();
      require(!metadata.containsKey(key), "duplicate key \"" + key + "\"");
      expect(':');
      metadata.put(key, string());
    } while (accept(','));
    expect('}');
    return metadata;
  }

  private Tensor tensor(String name) throws IOException {
    String dtype = "";
    long[] shape = {};
    long[] offsets = {};
    Set<String> keys = new HashSet<>();
    expect('{');
    do {
      String key = string();
      require(keys.add(key), "duplicate key \"" + key + "\"");
      expect(':');
      switch (key) {
        case "dtype" -> dtype = string();
        case "shape" -> shape = numbers();
        case "data_offsets" -> offsets = numbers();
        default -> throw fault("unknown key \"" + key + "\"");
      }
    } while (accept(','));
    expect('}');
    require(keys.size() == 3, "tensor \"" + name + "\" lacks dtype, shape or data_offsets");
    require(offsets.length == 2, "tensor \"" + name + "\" has not two offsets");
    require(offsets[0] <= offsets[1], "tensor \"" + name + "\" ends before it begins");
    return new Tensor(name, dtype, shape, offsets[0], offsets[1]);
  }

  private long[] numbers() throws IOException {
    List<Long> numbers = new ArrayList<>();
    expect('[');
    if (!accept(']')) {
      do {
        numbers.add(number());
        require(numbers.size() <= MOST_AXES, "more than " + MOST_AXES + " numbers");
      } while (accept(','));
      expect(']');
    }
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  private long number() throws IOException {
    skipSpace();
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    int digits = at - from;
    require(digits > 0 && (digits == 1 || text.charAt(from) != '0'), "expected a whole number");
    require(digits <= 18, "number too large");
    return Long.parseLong(text, from, at, 10);
  }

  private String string() throws IOException {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (true) {
      require(at < text.length(), "string without an end");
      char c = text.charAt(at++);
      if (c == '"') {
        return string.toString();
      }
      require(c >= ' ', "control character in a string");
      string.append(c == '\\' ? escape() : c);
    }
  }

  private char escape() throws IOException {
    require(at < text.length(), "string without an end");
    char c = text.charAt(at++);
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw fault("unknown escape");
    };
  }

  private char unicode() throws IOException {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
      require(digit >= 0 && text.charAt(at) < 128, "malformed escape");
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  private boolean accept(char c) {
    skipSpace();
    boolean found = at < text.length() && text.charAt(at) == c;
    at += found ? 1 : 0;
    return found;
  }

  private void expect(char c) throws IOException {
    require(accept(c), "expected '" + c + "'");
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void require(boolean holds, String fault) throws IOException {
    if (!holds) {
      throw fault(fault);
    }
  }

  private IOException fault(String fault) {
    return new IOException(
        source + " is not a safetensors file: " + fault + " at character " + at + " of its header");
  }
}
