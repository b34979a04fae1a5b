package dev.lanewise.processor.graph;

import java.util.List;
import java.util.Optional;

/**
 * What an op writes its one-step form with: the node of a stepper that stands for one of the whole
 * sequence. A step reads and gives sequences of one step, and what a step before it left behind is
 * {@linkplain #kept kept}.
 *
 * <p>Steps lie in a value as an axis of time, {@code [B][T][F]}, as rows, {@code [B T][F]}, or as
 * the pixels of an image of one axis of space, {@code [B][F][T]}.
 */
public interface OneStep {
  /** The node of the whole sequence. */
  Node node();

  /** What the step reads in the place of the node's inputs. */
  List<Value> inputs();

  default Value input(int index) {
    return inputs().get(index);
  }

  /** Whether anything that the node reads depends on the steps, those before among them. */
  boolean changes();

  /** Whether an input of the node has steps; what has none is the same for all of them. */
  boolean hasSteps(int input);

  /** Whether the steps of an input are pixels. */
  boolean hasPixels(int input);

  /** Whether the results of the node have steps. */
  boolean givesSteps();

  Value add(String name, Op op, List<Value> inputs);

  /** A value that stays from step to step; zero before the first. */
  Value kept(String name, TensorType type);

  /** What a kept value is from the next step on. */
  void keep(Value kept, Value next);

  /** A kept value that an op has overwritten. */
  void stays(Value overwritten);

  /** An op at one step computes what it computes for all of them. */
  default Optional<List<Value>> as(Op op) {
    return Optional.of(add(node().name(), op, inputs()).node().results());
  }

  /** A single result. */
  default Optional<List<Value>> of(Value result) {
    return Optional.of(List.of(result));
  }

  /**
   * The op needs what a step cannot know, such as later steps.
   *
   * @param why the end of a sentence about the layer, such as {@code runs backwards}
   */
  Optional<List<Value>> refuse(String why);

  /** Whether each step is a row of all that the node reads and gives. */
  boolean isByRows();
}
