package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An interface that describes a part of a network, to be a node of models and of other blocks by
 * {@link Use}: PyTorch's {@code nn.Module} inside of another.
 *
 * <pre>{@code
 * @Block
 * interface Residual {
 *   @Input Tensor x();
 *   @Dense(units = 32, activation = RELU) Tensor hidden(Tensor x);
 *   @Dense(units = 32) Tensor change(Tensor hidden);
 *   @Add Tensor sum(Tensor x, Tensor change);
 *   @Activation(RELU) @Output Tensor y(Tensor sum);
 * }
 * }</pre>
 *
 * <p>It is written like a {@link Model}, with three differences:
 *
 * <ul>
 *   <li>Its {@link Input} methods are what a use has to give, in the order of their declaration.
 *       They may leave their shape out: the block is then good for every shape that its nodes are
 *       good for. A block without inputs is allowed.
 *   <li>The first node marked {@link Output} is the value of the use; the others are read by {@link
 *       StateOf}. Without any mark the last node is the value.
 *   <li>It has no losses and no labels, which are the model's.
 * </ul>
 *
 * <p>For a block {@code X} the processor writes the companion {@code XBlock} beside it, as visible
 * as the block; for a nested {@code Outer.Inner} it is {@code Outer_InnerBlock}. It keeps what a
 * class file forgets, the order of the methods and the names of their parameters, so that a model
 * can be compiled later than its blocks: incrementally, or against a library of blocks. Such a
 * library has to be compiled with the processor, and needs no runtime.
 *
 * <p>Faults are reported in the block, with the path of the use behind: {@code (used by
 * Net.encoder.first)}. For a block that comes as a class file they are reported at the {@link Use}.
 *
 * <p>Errors: {@code [LossInBlock]}; {@code [BlockCycle]} for a block that is part of itself; and
 * those of a {@link Model}'s interface and methods, such as {@code [NotAnInterface]}, {@code
 * [UnknownNode]}, {@code [NoOutput]}. A node that nothing reads is the warning {@code
 * [UnusedNode]}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Block {}
