package dev.lanewise.benchmarks.report;

import java.util.List;
import java.util.Map;

/** Writes maps, lists, strings and numbers as JSON, two spaces a level. */
final class Json {

  private final StringBuilder text = new StringBuilder();

  private Json() {}

  static String write(Object value) {
    Json json = new Json();
    json.append(value, "\n");
    return json.text.append('\n').toString();
  }

  private void append(Object value, String line) {
    switch (value) {
      case Map<?, ?> map -> append('{', List.copyOf(map.entrySet()), '}', line);
      case List<?> list -> append('[', list, ']', line);
      case Map.Entry<?, ?> entry -> {
        append(entry.getKey(), line);
        text.append(": ");
        append(entry.getValue(), line);
      }
      case Double number -> text.append(finite(number));
      case Integer number -> text.append(number);
      default -> quote(value.toString());
    }
  }

  private void append(char open, List<?> items, char close, String line) {
    text.append(open);
    String inner = line + "  ";
    for (int i = 0; i < items.size(); i++) {
      text.append(i == 0 ? "" : ",").append(inner);
      append(items.get(i), inner);
    }
    text.append(items.isEmpty() ? "" : line).append(close);
  }

  private static double finite(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("JSON has no " + number);
    }
    return number;
  }

  private void quote(String value) {
    text.append('"');
    for (char c : value.toCharArray()) {
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        default -> text.append(c < ' ' ? String.format("\\u%04x", (int) c) : c);
      }
    }
    text.append('"');
  }
}
