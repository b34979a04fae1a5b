package dev.lanewise.runtime;

import dev.lanewise.runtime.program.TrainingProgram;

/** Takes minibatches through a training program, each phase split over a team. */
final class Step {
  /** Values of a sweep that stay together: no two threads then write to one cache line. */
  private static final int BLOCK = 64;

  /** Below this many values one thread sweeps faster than a team is called. */
  private static final int SMALL_SWEEP = 4096;

  private final TrainingProgram program;
  private final Object[] staging;
  private final int size;
  private final Team.Task stage = this::stage;
  private final Team.Task phase = this::phase;
  private final Team.Task sweep = this::sweep;

  // What the tasks work on, set before each is run.
  private Feed feed;
  private int[] order = {};
  private int first;
  private int rows;
  private int key;
  private int current;
  private int items;
  private Optimizer.Sweep optimizer;
  private long number;

  /**
   * @param inputs how many there are
   * @param size values that the optimiser sweeps over
   */
  Step(TrainingProgram program, int inputs, int size) {
    this.program = program;
    this.size = size;
    this.staging = new Object[inputs];
    for (int i = 0; i < inputs; i++) {
      staging[i] = program.input(i);
    }
  }

  /**
   * Computes loss and gradients for the rows {@code order[first]} to {@code order[first + rows -
   * 1]}.
   *
   * @param key of the step's random numbers
   */
  double gradients(Team team, Feed feed, int[] order, int first, int rows, int key) {
    this.feed = feed;
    this.order = order;
    this.first = first;
    this.rows = rows;
    this.key = key;
    team.run(stage);
    for (current = 0; current < program.phases(); current++) {
      items = program.items(current, rows);
      if (items == 1) {
        program.run(current, 0, 1, rows, key);
      } else {
        team.run(phase);
      }
    }
    return program.loss(rows);
  }

  /** Changes the weights by the last gradients. */
  void update(Team team, Optimizer.Sweep optimizer, long number) {
    if (size < SMALL_SWEEP) {
      optimizer.apply(number, 0, size);
    } else {
      this.optimizer = optimizer;
      this.number = number;
      team.run(sweep);
    }
  }

  private void stage(int member, int members) {
    int end = Team.share(rows, member + 1, members);
    for (int slot = Team.share(rows, member, members); slot < end; slot++) {
      feed.stage(order[first + slot], staging, slot);
    }
  }

  private void phase(int member, int members) {
    int from = Team.share(items, member, members);
    int to = Team.share(items, member + 1, members);
    if (from < to) {
      program.run(current, from, to, rows, key);
    }
  }

  private void sweep(int member, int members) {
    int blocks = (size + BLOCK - 1) / BLOCK;
    int from = Team.share(blocks, member, members) * BLOCK;
    int to = Math.min(Team.share(blocks, member + 1, members) * BLOCK, size);
    optimizer.apply(number, from, to);
  }
}
