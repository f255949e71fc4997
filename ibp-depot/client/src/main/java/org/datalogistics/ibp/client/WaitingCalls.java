package org.datalogistics.ibp.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait for a connection: transfers and small commands in a queue each, as they need
 * different things. The elder of the two heads is served first. Guarded by the lock of the pool.
 */
final class WaitingCalls {
  private final Deque<Call<?>> transfers = new ArrayDeque<>();
  private final Deque<Call<?>> small = new ArrayDeque<>();
  private long first;
  private long last;

  /** Behind all others, or in front of them. */
  void add(Call<?> call, boolean inFront) {
    Deque<Call<?>> queue = queue(call);
    if (inFront) {
      call.order = --first;
      queue.addFirst(call);
    } else {
      call.order = ++last;
      queue.addLast(call);
    }
  }

  boolean remove(Call<?> call) {
    return queue(call).remove(call);
  }

  /** The call to serve next, of the kinds that are not left out; null if there is none. */
  @Nullable Call<?> next(boolean withTransfers, boolean withSmall) {
    Call<?> transfer = withTransfers ? transfers.peek() : null;
    Call<?> command = withSmall ? small.peek() : null;
    if (transfer == null || command == null) {
      return transfer == null ? command : transfer;
    }
    return transfer.order < command.order ? transfer : command;
  }

  int transfers() {
    return transfers.size();
  }

  int small() {
    return small.size();
  }

  /** Takes all of them out. */
  List<Call<?>> drain() {
    List<Call<?>> all = new ArrayList<>(transfers);
    all.addAll(small);
    transfers.clear();
    small.clear();
    return all;
  }

  private Deque<Call<?>> queue(Call<?> call) {
    return call.spec().exclusive() ? transfers : small;
  }
}
