/**
 * What generated networks are made of: the specification of a model, the layouts of its weights,
 * and the base class that owns them. Generated code calls this package; users see it only through
 * {@link dev.lanewise.runtime.Network}.
 *
 * <p>"Reals" below means {@code float[]} for a FLOAT model and {@code double[]} for a DOUBLE one,
 * passed as {@code Object} where code serves both. "Canonical" means row-major in the shape PyTorch
 * gives the parameter, without pads; "packed" means as a program's kernels read it.
 *
 * <p>Deliberately absent: the Vector API, which only generated programs use, and reflection.
 */
package dev.lanewise.runtime.program;
