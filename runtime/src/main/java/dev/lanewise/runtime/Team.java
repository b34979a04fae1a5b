package dev.lanewise.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Threads that run tasks together with their caller, task after task. They wait by spinning for
 * some tens of microseconds and then by parking: between the phases of a step the next task comes
 * within the spin, at a cost of about 100 ns, and an idle team costs nothing.
 */
final class Team implements AutoCloseable {
  /** Each pause takes 10 to 50 ns, by processor. */
  private static final int SPINS = 2_000;

  /** Work for all members. */
  interface Task {
    /** Runs one member's share; the caller is member 0. */
    void run(int member, int members);
  }

  private static final Task NOTHING = (member, members) -> {};

  private final Worker[] workers;
  private final int spins;
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Seat caller = new Seat();
  private final BooleanSupplier allDone = () -> pending.get() == 0;
  private Task task = NOTHING;
  private volatile int round;
  private volatile boolean closed;

  /** A team of the caller and {@code members - 1} daemon threads. */
  Team(int members) {
    workers = new Worker[members - 1];
    // With more threads than processors a spinning one keeps another from its work.
    spins = members <= Runtime.getRuntime().availableProcessors() ? SPINS : 0;
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1);
      workers[i].start();
    }
  }

  /**
   * The first item of a member's share when items are split evenly; its end is the next member's
   * first.
   */
  static int share(int items, int member, int members) {
    return (int) ((long) items * member / members);
  }

  /**
   * Runs a task on all members and returns when all are done. An exception of any of them is thrown
   * here.
   */
  void run(Task work) {
    if (workers.length == 0) {
      work.run(0, 1);
      return;
    }
    task = work;
    pending.set(workers.length);
    nextRound();
    try {
      work.run(0, workers.length + 1);
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
    caller.await(allDone, spins);
    task = NOTHING; // keeps no data set alive between tasks
    switch (failure.getAndSet(null)) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> {}
    }
  }

  private void nextRound() {
    round = round + 1; // one writer at a time: the caller
    for (Worker worker : workers) {
      worker.seat.wake();
    }
  }

  /** Ends the threads and waits for them, also when interrupted, which the thread then stays. */
  @Override
  public void close() {
    closed = true;
    nextRound();
    boolean interrupted = false;
    for (Worker worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Worker extends Thread {
    private final int member;
    private final Seat seat = new Seat();
    private final BooleanSupplier called = () -> round != Worker.this.seen;
    private int seen;

    Worker(int member) {
      super("lanewise-trainer-" + member);
      this.member = member;
      setDaemon(true);
    }

    @Override
    public void run() {
      while (true) {
        seat.await(called, spins);
        seen++;
        if (closed) {
          return;
        }
        try {
          task.run(member, workers.length + 1);
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        }
        if (pending.decrementAndGet() == 0) {
          caller.wake();
        }
      }
    }
  }

  /**
   * Where a thread waits. A wake-up is never lost: the waiter shows itself before it looks once
   * more.
   */
  private static final class Seat {
    private final AtomicReference<Thread> parked = new AtomicReference<>();

    void await(BooleanSupplier condition, int spins) {
      for (int i = 0; i < spins; i++) {
        if (condition.getAsBoolean()) {
          return;
        }
        Thread.onSpinWait();
      }
      boolean interrupted = false;
      parked.set(Thread.currentThread());
      while (!condition.getAsBoolean()) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted(); // an interrupted thread would not park
      }
      parked.set(null);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    void wake() {
      Thread thread = parked.get();
      if (thread != null) {
        LockSupport.unpark(thread);
      }
    }
  }
}
