package consumer;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Puts weights beside the classes, whose directory is the argument, loads them by the resource's
 * relative and absolute name, and prints what is said of one that is not there.
 */
final class Resource {
  private Resource() {}

  public static void main(String[] arguments) throws IOException {
    XorNet net = XorNet.create(1);
    net.save(Path.of(arguments[0], "consumer", "xor.safetensors"));
    for (String name : new String[] {"xor.safetensors", "/consumer/xor.safetensors"}) {
      XorNet loaded = XorNet.loadResource(name);
      float[] weight = loaded.parameter("hidden.weight");
      System.out.println(name + " " + Arrays.equals(net.parameter("hidden.weight"), weight));
    }
    try {
      XorNet.loadResource("none.safetensors");
    } catch (FileNotFoundException e) {
      System.out.println(e.getMessage());
    }
  }
}
