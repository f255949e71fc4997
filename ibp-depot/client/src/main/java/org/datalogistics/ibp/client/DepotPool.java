package org.datalogistics.ibp.client;

import java.util.ArrayList;
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
  private static final long CONNECT_BACKOFF = TimeUnit.SECONDS.toNanos(1);

  private final DepotAddress depot;
  private final IbpClientConfig config;
  private final Transport transport;

  private final Object lock = new Object();
  private final WaitingCalls waiting = new WaitingCalls();
  private final Set<Call<?>> outstanding = new HashSet<>();
  private final Habits habits = new Habits();
  private final Slots slots;
  private int reserved;
  private int connecting;
  private int inFlight;
  private long noConnectBefore;
  private boolean closed;

  DepotPool(DepotAddress depot, IbpClientConfig config, Transport transport) {
    this.depot = depot;
    this.config = config;
    this.transport = transport;
    this.slots = new Slots(habits, config.connectionsPerDepot(), config.pipelineDepth());
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
      call.waiting = false;
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
        waiting.add(call, first);
        call.waiting = true;
        plan(actions);
        waits = call.waiting;
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
      waiting.drain();
      failed = List.copyOf(outstanding);
      open = slots.all();
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
    boolean transfers = true;
    boolean small = true;
    for (Call<?> next = waiting.next(true, true);
        next != null;
        next = waiting.next(transfers, small)) {
      Slot slot = next.isDone() ? null : slots.choose(next, now);
      if (slot != null) {
        assign(next, slot, actions);
      } else if (!next.isDone()) { // Nor is there one for those behind it.
        transfers &= !next.spec().exclusive();
        small &= next.spec().exclusive();
        continue;
      }
      next.waiting = false;
      waiting.remove(next);
    }
    int useful = waiting.small() + Math.min(waiting.transfers(), slots.freeForTransfers());
    while (connecting < useful && mayConnect(now) && makeRoom(actions)) {
      connecting++;
      actions.add(this::connect);
    }
    slots.promise(waiting.transfers() > 0 && connecting == 0);
  }

  private void assign(Call<?> call, Slot slot, List<Runnable> actions) {
    slot.inFlight++;
    inFlight++;
    slot.exclusive = call.spec().exclusive();
    call.assigned(slot.connection);
    actions.add(() -> slot.connection.send(call));
  }

  private boolean mayConnect(long now) {
    return !closed && (slots.isEmpty() || now - noConnectBefore >= 0);
  }

  /** False if all places are taken by connections that are busy or on their way. */
  private boolean makeRoom(List<Runnable> actions) {
    if (slots.hasRoom(connecting, waiting.small() > 0)) {
      return true;
    }
    // An idle one, that yet does not suit those who wait.
    Slot idle = connecting > 0 ? null : slots.removeIdle();
    if (idle == null) {
      return false;
    }
    actions.add(idle.connection::close);
    return true;
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
        failed = waiting.drain();
        failed.forEach(call -> call.waiting = false);
      }
    }
    transport.after(CONNECT_BACKOFF, this::tryAgain); // For those that nothing else wakes up.
    for (Call<?> call : failed) {
      call.fail(IbpError.CANT_CONNECT, "no connection (" + reason(failure) + ")", failure);
    }
  }

  /** What a user can do something about: the end of the chain, a wrong certificate for example. */
  private static String reason(@Nullable Throwable failure) {
    Throwable last = failure;
    while (last != null && last.getCause() != null && last.getCause().getMessage() != null) {
      last = last.getCause();
    }
    String message = last == null ? null : last.getMessage();
    return message == null ? String.valueOf(last) : message;
  }
}
