package dev.lanewise.processor.loop;

import java.util.List;

/**
 * The unit that C2 compiles: one method with one hot loop over registers. Kernels that are equal
 * but for their name and comment are emitted once.
 *
 * @param comment the loop nest and the reason for the tile, for the reader of the generated source
 */
public record Kernel(
    String name, List<Buffer> buffers, List<String> indices, List<Stmt> body, String comment) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Kernel kernel
        && buffers.equals(kernel.buffers)
        && indices.equals(kernel.indices)
        && body.equals(kernel.body);
  }

  @Override
  public int hashCode() {
    return body.hashCode();
  }
}
