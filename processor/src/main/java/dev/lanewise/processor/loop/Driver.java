package dev.lanewise.processor.loop;

import java.util.List;

/**
 * A scalar method that calls kernels; no vector lives in it, so each kernel keeps its one hot loop.
 *
 * @param indices integer parameters: run-time bounds and the range of parallel items
 */
public record Driver(
    String name, List<Buffer> buffers, List<String> indices, List<Stmt> body, String comment) {}
