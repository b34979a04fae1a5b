package dev.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An interface that describes one step of a recurrent layer, to be a node of models and blocks by
 * {@link Recurrent}.
 *
 * <pre>{@code
 * @Cell
 * interface Reader {
 *   @Input(64) Tensor x();
 *   @State(128) Tensor h();
 *   @Concat Tensor xh(Tensor x, Tensor h);
 *   @Dense(units = 128, activation = TANH) @Next("h") Tensor next(Tensor xh);
 *   @Dense(units = 18) @Output Tensor scores(Tensor xh);
 * }
 * }</pre>
 *
 * <p>It is written like a {@link Block}, and has besides:
 *
 * <ul>
 *   <li>{@link State} methods, each a value that is carried from step to step;
 *   <li>for each of them one node with {@link Next}: what the state is in the step after.
 * </ul>
 *
 * <p>Its {@link Input} methods are what a step reads. The first {@link Output} is the value of the
 * layer at the step; without any mark it is the last node.
 *
 * <p>A step may hold what computes each sample on its own, and blocks of that. {@link Dropout}
 * drops the same elements of a sample at each step (Gal and Ghahramani, "A theoretically grounded
 * application of dropout in recurrent neural networks", 2016). What neither a state nor a sequence
 * reaches is computed once, before the first step; what a sequence reaches and no state, for all
 * steps at once. So is its part of a {@link Dense} over both, side by side by {@link Concat}.
 *
 * <p>Training goes back through all steps (Werbos, "Backpropagation through time", 1990): each
 * weight's gradient is the sum over them.
 *
 * <p>For a cell {@code X} the processor writes the companion {@code XCell} beside it, as {@code
 * XBlock} for a {@link Block}: so a model can be compiled later than its cells.
 *
 * <p>Errors: {@code [StateWithoutNext]}, {@code [NextTwice]}, {@code [NextShape]}, {@code
 * [NextOfState]}, {@code [NotOfStep]} where a state or an output has nothing of the step in it;
 * {@code [CellOp]} at what a step cannot hold, such as {@link BatchNorm1d} with its statistics over
 * all samples or a recurrent layer; and those of a {@link Block}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Cell {}
