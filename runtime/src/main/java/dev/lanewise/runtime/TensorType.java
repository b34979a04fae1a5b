package dev.lanewise.runtime;

import dev.lanewise.runtime.program.Reals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An element type of a safetensors file that converts to reals. The names are the format's. */
enum TensorType {
  F16(2) {
    @Override
    double get(ByteBuffer data) {
      return Float.float16ToFloat(data.getShort());
    }
  },
  BF16(2) {
    @Override
    double get(ByteBuffer data) {
      return Float.intBitsToFloat(data.getShort() << 16);
    }
  },
  F32(4) {
    @Override
    double get(ByteBuffer data) {
      return data.getFloat();
    }
  },
  F64(8) {
    @Override
    double get(ByteBuffer data) {
      return data.getDouble();
    }
  };

  private static final int CHUNK = 1 << 16;

  final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /** The next value; a double holds every value of each of the types. */
  abstract double get(ByteBuffer data);

  /** Fills reals from a stream. */
  void read(InputStream in, Object reals, String source) throws IOException {
    int length = Reals.length(reals);
    int step = Math.min(CHUNK / bytes, length);
    byte[] chunk = new byte[step * bytes];
    for (int from = 0; from < length; from += step) {
      int count = Math.min(step, length - from);
      if (in.readNBytes(chunk, 0, count * bytes) < count * bytes) {
        throw new IOException(source + " ends within its tensors");
      }
      ByteBuffer data = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
      convert(data, reals, from, from + count, source);
    }
  }

  private void convert(ByteBuffer data, Object reals, int from, int to, String source)
      throws IOException {
    if (reals instanceof float[] floats) {
      for (int i = from; i < to; i++) {
        double value = get(data);
        floats[i] = (float) value;
        if (Float.isInfinite(floats[i]) && !Double.isInfinite(value)) {
          throw new IOException(source + ": " + value + " is beyond what a float can hold");
        }
      }
    } else {
      double[] doubles = (double[]) reals;
      for (int i = from; i < to; i++) {
        doubles[i] = get(data);
      }
    }
  }
}
