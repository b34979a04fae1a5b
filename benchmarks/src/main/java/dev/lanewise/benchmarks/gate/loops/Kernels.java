package dev.lanewise.benchmarks.gate.loops;

import dev.lanewise.processor.loop.Kernel;
import dev.lanewise.processor.loop.KernelBuilder;
import dev.lanewise.processor.loop.LoopVerifier;
import dev.lanewise.processor.loop.pass.ExpandMath;

/** What the processor does with every kernel, whoever built it. */
final class Kernels {
  private Kernels() {}

  /** Expands and checks a kernel. */
  static Kernel finish(KernelBuilder builder, String comment) {
    Kernel kernel = ExpandMath.run(builder.build(comment + "\n"));
    LoopVerifier.verify(kernel);
    return kernel;
  }
}
