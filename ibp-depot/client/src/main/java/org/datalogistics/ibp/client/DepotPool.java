package org.datalogistics.ibp.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpError;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one depot and the calls that wait for one, first come first served. Decisions
 * are made under the lock, what follows from them is done after it is released.
 */
final class DepotPool {
  /** A command that must not be sent twice goes to a connection that was alive this lately. */
  private static final long SURELY_ALIVE = TimeUnit.SECONDS.toNanos(5);

  private static final long CONNECT_BACKOFF = TimeUnit.SECONDS.toNanos(1);

  private final DepotAddress depot;
  private final IbpClientConfig config;
  private final Transport transport;

  private final Object lock = new Object();
  private final Deque<Call<?>> waiting = new ArrayDeque<>();
  private final List<Slot> slots = new ArrayList<>();
  private final Set<Call<?>> outstanding = new HashSet<>();
  private final Habits habits = new Habits();
  private int reserved;
  private int connecting;
  private int inFlight;
  private long noConnectBefore;
  private boolean closed;

  DepotPool(DepotAddress depot, IbpClientConfig config, Transport transport) {
    this.depot = depot;
    this.config = config;
    this.transport = transport;
    this.noConnectBefore = System.nanoTime();
  }

  /** Announces a call that will be submitted. */
  void reserve() {
    synchronized (lock) {
      reserved++;
    }
  }

  void finished(Call<?> call) {
    synchronized (lock) {
      outstanding.remove(call);
    }
  }

  boolean isUnused() {
    synchronized (lock) {
      return reserved == 0 && outstanding.isEmpty() && slots.isEmpty() && connecting == 0;
    }
  }

  /** A call that was announced; refuses it when too many wait already. */
  void submit(Call<?> call) {
    boolean full;
    synchronized (lock) {
      reserved--;
      outstanding.add(call);
      full = outstanding.size() - inFlight > config.maxWaiting();
    }
    if (full) {
      call.fail(IbpError.QUEUE_FULL, config.maxWaiting() + " calls wait for this depot", null);
    } else {
      enqueue(call, false);
    }
  }

  /** A call whose attempt came to nothing, in front of the others. */
  void resubmit(Call<?> call) {
    enqueue(call, true);
  }

  /** Takes a call out of the queue; false if it was not in it. */
  boolean withdraw(Call<?> call) {
    synchronized (lock) {
      return waiting.remove(call);
    }
  }

  private void enqueue(Call<?> call, boolean first) {
    List<Runnable> actions = new ArrayList<>();
    boolean waits = false;
    boolean refused;
    synchronized (lock) {
      refused = closed;
      if (!refused) {
        if (first) {
          waiting.addFirst(call);
        } else {
          waiting.addLast(call);
        }
        plan(actions);
        waits = !waiting.isEmpty() && (first || waiting.peekLast() == call);
      }
    }
    actions.forEach(Runnable::run);
    if (refused) {
      call.fail(IbpError.GENERIC, "the client is closed", null);
    } else if (waits) {
      call.waits(config.acquireTimeout());
    }
  }

  /** A command was answered; a connection that is not reusable closes once it is idle. */
  void answered(Slot slot, boolean reusable) {
    List<Runnable> actions = new ArrayList<>();
    synchronized (lock) {
      long now = System.nanoTime();
      release(slot);
      slot.answered++;
      slot.lastUsed = now;
      if (slot.answered > 1) {
        habits.answeredAgain();
      }
      slot.draining |= !reusable || closed || habits.oneShot(now);
      if (slot.draining && slot.inFlight == 0) {
        actions.add(slot.connection::close);
      }
      plan(actions);
    }
    actions.forEach(Runnable::run);
  }

  /** An assigned command was not sent after all. */
  void unused(Slot slot) {
    List<Runnable> actions = new ArrayList<>();
    synchronized (lock) {
      release(slot);
      plan(actions);
    }
    actions.forEach(Runnable::run);
  }

  /** A connection is gone; its commands have been told. */
  void disconnected(Slot slot, boolean noticed) {
    List<Runnable> actions = new ArrayList<>();
    synchronized (lock) {
      long now = System.nanoTime();
      if (slots.remove(slot) && slot.isIdle() && !noticed) {
        habits.closedIdle(slot.answered, now - slot.lastUsed, now);
      }
      inFlight -= slot.inFlight;
      slot.inFlight = 0;
      slot.draining = true;
      plan(actions);
    }
    actions.forEach(Runnable::run);
  }

  /** Takes an idle connection out, so that it may be closed; false if it is in use. */
  boolean retire(Slot slot) {
    synchronized (lock) {
      if (slot.inFlight > 0) {
        return false;
      }
      slot.draining = true;
      slots.remove(slot);
      return true;
    }
  }

  /** A connection is about to close: it gets no more commands. */
  void condemn(Slot slot) {
    synchronized (lock) {
      slot.draining = true;
    }
  }

  void close() {
    List<Call<?>> failed;
    List<Slot> open;
    synchronized (lock) {
      closed = true;
      waiting.clear();
      failed = List.copyOf(outstanding);
      open = List.copyOf(slots);
    }
    failed.forEach(call -> call.fail(IbpError.GENERIC, "the client was closed", null));
    open.forEach(slot -> slot.connection.close());
  }

  private void release(Slot slot) {
    if (slot.inFlight > 0) { // Else it was disconnected meanwhile.
      slot.inFlight--;
      inFlight--;
      slot.exclusive = false;
    }
  }

  private void tryAgain() {
    List<Runnable> actions = new ArrayList<>();
    synchronized (lock) {
      plan(actions);
    }
    actions.forEach(Runnable::run);
  }

  /** Hands waiting calls to connections, and opens connections for those left. */
  private void plan(List<Runnable> actions) {
    long now = System.nanoTime();
    for (Call<?> head = waiting.peek(); head != null; head = waiting.peek()) {
      Slot slot = head.isDone() ? null : choose(head, now);
      if (slot != null) {
        assign(head, slot, actions);
      } else if (!head.isDone()) {
        break;
      }
      waiting.remove();
    }
    while (connecting < waiting.size() && mayConnect(now) && makeRoom(actions)) {
      connecting++;
      actions.add(this::connect);
    }
  }

  private void assign(Call<?> call, Slot slot, List<Runnable> actions) {
    slot.inFlight++;
    inFlight++;
    slot.exclusive = call.spec().exclusive();
    call.assigned(slot.connection);
    actions.add(() -> slot.connection.send(call));
  }

  /** An idle connection, the last used first; else one to pipeline on; else null. */
  private @Nullable Slot choose(Call<?> call, long now) {
    boolean mayShare =
        !call.spec().exclusive()
            && call.spec().repeatable()
            && !call.freshOnly()
            && habits.persistent()
            && slots.size() >= config.connectionsPerDepot();
    Slot best = null;
    for (Slot slot : slots) {
      boolean candidate =
          slot.isIdle()
              ? fits(call, slot, now)
              : mayShare
                  && !slot.draining
                  && !slot.exclusive
                  && slot.inFlight < config.pipelineDepth();
      if (candidate && (best == null || isBetter(slot, best))) {
        best = slot;
      }
    }
    return best;
  }

  private static boolean isBetter(Slot slot, Slot best) {
    return slot.inFlight != best.inFlight
        ? slot.inFlight < best.inFlight
        : slot.lastUsed - best.lastUsed > 0;
  }

  private boolean fits(Call<?> call, Slot slot, long now) {
    boolean surelyAlive = now - slot.lastUsed < SURELY_ALIVE;
    if (call.freshOnly()) {
      return slot.answered == 0 && surelyAlive;
    }
    return call.spec().repeatable() || (surelyAlive && (slot.answered == 0 || habits.persistent()));
  }

  private boolean mayConnect(long now) {
    return !closed && (slots.isEmpty() || now - noConnectBefore >= 0);
  }

  /** False if all places are taken by connections that are busy or on their way. */
  private boolean makeRoom(List<Runnable> actions) {
    if (slots.size() + connecting < config.connectionsPerDepot()) {
      return true;
    }
    if (connecting > 0) {
      return false;
    }
    for (Slot slot : slots) {
      if (slot.isIdle()) { // And yet it did not suit the first call in the queue.
        slot.draining = true;
        slots.remove(slot);
        actions.add(slot.connection::close);
        return true;
      }
    }
    return false;
  }

  private void connect() {
    transport
        .connect(depot, new Connection(this, depot, config, transport))
        .exceptionally(
            failure -> {
              connectFailed(failure instanceof CompletionException e ? e.getCause() : failure);
              return null;
            });
  }

  void connected(Connection connection) {
    List<Runnable> actions = new ArrayList<>();
    synchronized (lock) {
      connecting--;
      if (closed) {
        actions.add(connection::close);
      } else {
        connection.slot().lastUsed = System.nanoTime();
        slots.add(connection.slot());
        plan(actions);
      }
    }
    actions.forEach(Runnable::run);
  }

  /** A depot that cannot be reached at all fails everything that waits for it. */
  private void connectFailed(@Nullable Throwable failure) {
    List<Call<?>> failed = List.of();
    synchronized (lock) {
      connecting--;
      noConnectBefore = System.nanoTime() + CONNECT_BACKOFF;
      if (slots.isEmpty() && connecting == 0) {
        failed = List.copyOf(waiting);
        waiting.clear();
      }
    }
    transport.after(CONNECT_BACKOFF, this::tryAgain); // For those that nothing else wakes up.
    for (Call<?> call : failed) {
      call.fail(IbpError.CANT_CONNECT, "no connection", failure);
    }
  }
}
