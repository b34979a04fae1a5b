package dev.lanewise.runtime;

import dev.lanewise.runtime.program.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header of an {@code .npy} file (numpy.org/doc/stable/reference/generated/numpy.lib.format):
 * {@code \x93NUMPY}, two bytes of version, the length of what follows, and a Python dictionary.
 *
 * @param descr byte order and type, such as {@code <f4}
 * @param fortranOrder whether the first index runs fastest
 * @param shape extents, each at least 1
 */
record NpyHeader(String descr, boolean fortranOrder, int[] shape) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST = 10_000; // numpy's own limit
  private static final int MOST_AXES = 32;
  private static final int ALIGNMENT = 64;
  private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");
  private static final Pattern ENTRY =
      Pattern.compile("\\G\\s*'(\\w+)'\\s*:\\s*('[^']*'|True|False|\\([0-9, ]*\\))\\s*(?:,|$)");

  /** Reads a header from the beginning of a stream. */
  static NpyHeader read(InputStream in, String source) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (!Arrays.equals(start, 0, Math.min(start.length, MAGIC.length), MAGIC, 0, MAGIC.length)
        || start.length < MAGIC.length + 2) {
      throw fault(source, "it does not begin with \\x93NUMPY and a version");
    }
    int version = start[MAGIC.length];
    if (version < 1 || version > 3) {
      throw fault(source, "its version is " + version + ", only 1 to 3 are read");
    }
    byte[] field = in.readNBytes(version == 1 ? Short.BYTES : Integer.BYTES);
    long length = 0;
    for (int i = field.length - 1; i >= 0; i--) {
      length = length << 8 | field[i] & 255;
    }
    if (length > LONGEST) {
      throw fault(source, "a header of " + length + " bytes, " + LONGEST + " are the most");
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length || length == 0) {
      throw fault(source, "it ends within its header");
    }
    return parse(new String(text, StandardCharsets.UTF_8).strip(), source);
  }

  private static NpyHeader parse(String text, String source) throws IOException {
    Map<String, String> entries = new HashMap<>();
    boolean braces = text.length() >= 2 && text.startsWith("{") && text.endsWith("}");
    String inner = braces ? text.substring(1, text.length() - 1) : "";
    Matcher matcher = ENTRY.matcher(inner);
    int end = 0;
    while (end < inner.length() && matcher.find()) {
      entries.merge(matcher.group(1), matcher.group(2), (first, second) -> "twice");
      end = matcher.end();
    }
    if (!inner.substring(end).isBlank()
        || !entries.keySet().equals(KEYS)
        || !entries.get("descr").matches("'[^']*'")
        || !entries.get("fortran_order").matches("True|False")
        || !entries.get("shape").startsWith("(")) {
      throw fault(source, "its header is not a dictionary of descr, fortran_order and shape");
    }
    String descr = entries.get("descr");
    return new NpyHeader(
        descr.substring(1, descr.length() - 1),
        entries.get("fortran_order").equals("True"),
        shape(entries.get("shape"), source));
  }

  private static int[] shape(String tuple, String source) throws IOException {
    String inner = tuple.substring(1, tuple.length() - 1).strip();
    if (inner.isEmpty()) {
      return new int[0];
    }
    String[] parts = inner.split(",", MOST_AXES + 2);
    // A tuple of one has a comma behind; it is allowed behind others, too.
    int axes = parts[parts.length - 1].isBlank() ? parts.length - 1 : parts.length;
    try {
      if (parts.length == 1 || axes > MOST_AXES) {
        throw fault(source, "its shape is not a tuple of at most " + MOST_AXES + ": " + tuple);
      }
      int[] shape = new int[axes];
      for (int axis = 0; axis < axes; axis++) {
        shape[axis] = Integer.parseInt(parts[axis].strip());
      }
      Shape.size(shape);
      return shape;
    } catch (IllegalArgumentException e) { // not a number, or not a shape
      throw new IOException(
          fault(source, "not a shape of 1 to 2^31-1 elements: " + tuple).getMessage(), e);
    }
  }

  static IOException fault(String source, String fault) {
    return new IOException(source + " is not readable as NPY: " + fault);
  }

  /** The bytes of the header, of version 1.0, as numpy writes it. */
  byte[] bytes() {
    String extents =
        Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String text =
        String.format(
            "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }",
            descr, fortranOrder ? "True" : "False", extents + (shape.length == 1 ? "," : ""));
    int fixed = MAGIC.length + 2 + Short.BYTES;
    text += " ".repeat(Math.floorMod(-(fixed + text.length() + 1), ALIGNMENT)) + "\n";
    ByteBuffer bytes = ByteBuffer.allocate(fixed + text.length()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) text.length());
    return bytes.put(text.getBytes(StandardCharsets.US_ASCII)).array();
  }
}
