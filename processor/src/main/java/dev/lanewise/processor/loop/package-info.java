/**
 * The loop IR, closed: sealed records, and {@code switch} without {@code default}, so that the
 * compiler lists every place that a new form touches.
 *
 * <ul>
 *   <li>{@link dev.lanewise.processor.loop.Kernel}: one hot loop over named registers; the unit
 *       that C2 compiles.
 *   <li>{@link dev.lanewise.processor.loop.Driver}: scalar loops that call kernels, with run-time
 *       bounds and ranges of parallel items.
 *   <li>{@link dev.lanewise.processor.loop.Stmt}, {@link dev.lanewise.processor.loop.Expr}, {@link
 *       dev.lanewise.processor.loop.Index}: what they consist of.
 *   <li>{@link dev.lanewise.processor.loop.KernelBuilder}, {@link
 *       dev.lanewise.processor.loop.DriverBuilder}: how they are written.
 *   <li>{@link dev.lanewise.processor.loop.ModelUnit}, {@link
 *       dev.lanewise.processor.loop.ProgramUnit}: all that a target emits for a model.
 * </ul>
 *
 * <p>No op is known here, and no vector width but as the {@link
 * dev.lanewise.processor.loop.Target}'s lanes: with one lane the same IR is the scalar twin.
 */
package dev.lanewise.processor.loop;
