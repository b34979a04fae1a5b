package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An interface that describes a neural network. For an interface {@code X} the processor writes the
 * final class {@code XNet} into the same package, as visible as the interface; for a nested {@code
 * Outer.Inner} it is {@code Outer_InnerNet}.
 *
 * <p>Each abstract method is one node with one op annotation; its parameters name the nodes it
 * reads, in any order of declaration as long as there is no cycle. Inputs and outputs appear in the
 * generated class in the order of their declaration. Nodes marked {@link Output} are the outputs;
 * without any, the last node that is neither an input nor a loss is. A model without a loss
 * compiles to inference only.
 *
 * <p>Errors: in the interface {@code [NotAnInterface]}, {@code [GenericModel]}, {@code
 * [SuperInterface]}, {@code [HiddenModel]} (it is private, or inside of something private), {@code
 * [EmptyModel]}, {@code [NoInput]}, {@code [NoOutput]}, {@code [BatchTooSmall]}, {@code
 * [NotCausal]}, {@code [TooLarge]}, {@code [WeightStorageDouble]}, {@code [ClassNameTaken]}; in any
 * of its methods {@code [MissingOp]}, {@code [SeveralOps]}, {@code [DuplicateNode]}, {@code
 * [NodeWithBody]}, {@code [GenericMethod]}, {@code [WrongReturnType]}, {@code
 * [WrongParameterType]}, {@code [WrongInputCount]}, {@code [UnknownNode]}, {@code [Cycle]}, {@code
 * [ReservedName]}, {@code [LossIsRead]}; on the compile path {@code [RuntimeMissing]}, {@code
 * [VectorModuleMissing]}. A node that nothing reads is the warning {@code [UnusedNode]}. {@code
 * [ModelMissing]} is reported where the annotation is forgotten.
 *
 * <p>A part that occurs several times, or in several models, is a {@link Block}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Model {
  /**
   * The most samples in one call, at least 1: the size of a training minibatch and of a batched
   * prediction. Memory grows with it; calls may bring fewer rows.
   */
  int batch() default 32;

  /**
   * Whether the generated class has a {@code Stepper}, which takes the steps of a sequence one by
   * one, for ever, and keeps what layers carry from step to step: {@code net.stepper()}. Its code
   * is there in addition, so that only models that are used in this way have it.
   *
   * <p>A step can be taken by itself where each layer needs this step and earlier ones alone:
   * recurrent layers in one direction, convolutions and poolings with {@link Padding#CAUSAL} and
   * stride 1, and all that works at each step. What is left of a sequence at its end, such as
   * {@link LastStep}, last states and reductions along time, is what it would be if the step were
   * the last, and nothing that has steps may read it. Otherwise this is the error {@code
   * [NotCausal]}, which names the layer. The model card says of each model with sequences whether
   * it could have a stepper.
   *
   * <p>The length of the sequences does not limit a stepper, and numbers of steps it needs none.
   */
  boolean streaming() default false;

  /**
   * Whether a training step begins with the states that the one before has left in recurrent layers
   * and cells, row by row, as Keras' {@code stateful} has it: for sequences longer than the
   * model's, cut into windows. Gradients end at the beginning of a window, and states that the
   * model is given by a node are that node's. The data come as {@code Streams}; each epoch begins
   * at zero. In prediction each call begins at zero; a stepper, see {@link #streaming}, goes on.
   *
   * <p>Errors: {@code [NothingToKeep]} where no state begins at zero and goes forward, {@code
   * [StateBackwards]} at a model with a layer that goes back from the last step to the first.
   */
  boolean stateful() default false;

  /** The element type of inputs, outputs and parameters. */
  DataType type() default DataType.FLOAT;

  /**
   * How predictors keep the weights of dense and recurrent layers and the tables of embeddings.
   * With {@link WeightStorage#BFLOAT16} a prediction reads half the memory, for where memory is
   * what it waits for: a layer over time whose weights exceed the second-level cache, a dense layer
   * at one sample. Each weight is rounded to nearest, ties to even, and off by at most 2^-8 of
   * itself; NaN and infinities stay.
   *
   * <p>All else is as before: biases, norms and the weights of convolutions, which are read once
   * for many pixels; computing, in floats; training, whose weights are floats and are rounded when
   * they are published; files. Behind a layer that batch normalisation is folded into, the products
   * of its weights and scales are rounded.
   *
   * <p>Errors: {@code [WeightStorageDouble]} beside {@link DataType#DOUBLE}.
   */
  WeightStorage weightStorage() default WeightStorage.FULL_PRECISION;
}
