package dev.lanewise.processor.compiled;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random annotations that give a node other axes, each with the shape that comes out. */
final class RandomAxes {
  /** An annotation and the shape of its result. */
  record Drawn(String annotation, List<Integer> shape) {}

  private final Random random;

  RandomAxes(Random random) {
    this.random = random;
  }

  Drawn any(List<Integer> shape) {
    return switch (random.nextInt(6)) {
      case 0 -> new Drawn("@Flatten", List.of(size(shape)));
      case 1 -> reshape(shape);
      case 2 -> permute(shape);
      case 3 -> slice(shape);
      case 4 -> pad(shape);
      default -> reduce(shape);
    };
  }

  /** Elements of a shape. */
  static int size(List<Integer> shape) {
    return shape.stream().reduce(1, (a, b) -> a * b);
  }

  /** A shape in the source: {@code {2, 3}}. */
  static String text(List<Integer> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
  }

  /** An axis, numbered from the start or from the end. */
  int written(int axis, int axes) {
    return random.nextBoolean() ? axis : axis - axes;
  }

  /** What operands stretch to; empty if they do not. */
  static List<Integer> stretched(List<Integer> a, List<Integer> b) {
    List<Integer> shape = new ArrayList<>();
    for (int right = Math.max(a.size(), b.size()); right > 0; right--) {
      int one = right > a.size() ? 1 : a.get(a.size() - right);
      int other = right > b.size() ? 1 : b.get(b.size() - right);
      if (one != other && one > 1 && other > 1) {
        return List.of();
      }
      shape.add(Math.max(one, other));
    }
    return shape;
  }

  /** Up to three axes of so many elements. */
  Drawn reshape(List<Integer> shape) {
    List<Integer> to = new ArrayList<>();
    int left = size(shape);
    for (int axes = random.nextInt(3); axes > 0; axes--) {
      int all = left;
      List<Integer> divisors =
          IntStream.rangeClosed(1, all).filter(d -> all % d == 0).boxed().toList();
      to.add(divisors.get(random.nextInt(divisors.size())));
      left /= to.getLast();
    }
    to.add(left);
    List<Integer> written = new ArrayList<>(to);
    if (random.nextInt(3) == 0) {
      written.set(random.nextInt(to.size()), -1);
    }
    return new Drawn("@Reshape(" + text(written) + ")", to);
  }

  private Drawn permute(List<Integer> shape) {
    List<Integer> axes = new ArrayList<>(IntStream.range(0, shape.size()).boxed().toList());
    Collections.shuffle(axes, random);
    return new Drawn("@Permute(" + text(axes) + ")", axes.stream().map(shape::get).toList());
  }

  private Drawn slice(List<Integer> shape) {
    int axis = random.nextInt(shape.size());
    int size = shape.get(axis);
    int start = random.nextInt(size);
    int end = start + 1 + random.nextInt(size - start);
    int step = 1 + random.nextInt(3);
    List<Integer> to = new ArrayList<>(shape);
    to.set(axis, (end - start + step - 1) / step);
    int from = random.nextBoolean() ? start : start - size;
    return new Drawn(
        "@Slice(axis = %d, start = %d, end = %d, step = %d)"
            .formatted(written(axis, shape.size()), from, end, step),
        to);
  }

  private Drawn pad(List<Integer> shape) {
    String mode = new String[] {"CONSTANT", "REFLECT", "REPLICATE"}[random.nextInt(3)];
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    List<Integer> to = new ArrayList<>();
    for (int size : shape) {
      int most = mode.equals("REFLECT") ? Math.min(4, size) : 4;
      before.add(random.nextInt(most));
      after.add(random.nextInt(most));
      to.add(before.getLast() + size + after.getLast());
    }
    String value = mode.equals("CONSTANT") && random.nextBoolean() ? ", value = -0.5" : "";
    String sizes = "before = %s, after = %s".formatted(text(before), text(after));
    return new Drawn("@Pad(" + sizes + ", mode = PadMode." + mode + value + ")", to);
  }

  private Drawn reduce(List<Integer> shape) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < shape.size(); axis++) {
      if (random.nextBoolean()) {
        axes.add(axis);
      }
    }
    boolean keep = random.nextBoolean();
    List<Integer> to = new ArrayList<>();
    for (int axis = 0; axis < shape.size(); axis++) {
      if (!axes.isEmpty() && !axes.contains(axis)) {
        to.add(shape.get(axis));
      } else if (keep) {
        to.add(1);
      }
    }
    String kind = new String[] {"Sum", "Mean", "Max"}[random.nextInt(3)];
    List<Integer> written = axes.stream().map(axis -> written(axis, shape.size())).toList();
    String annotation = "@Reduce%s(axes = %s, keepDims = %b)".formatted(kind, text(written), keep);
    return new Drawn(annotation, to.isEmpty() ? List.of(1) : to);
  }
}
