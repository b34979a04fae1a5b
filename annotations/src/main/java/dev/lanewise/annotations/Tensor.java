package dev.lanewise.annotations;

/**
 * The value of a node: the return type of a model's methods and the type of their parameters.
 *
 * <p>It marks places in a signature and has no instances: generated code works on arrays. Any other
 * type there is reported as {@code [WrongReturnType]} or {@code [WrongParameterType]}.
 */
public interface Tensor {}
