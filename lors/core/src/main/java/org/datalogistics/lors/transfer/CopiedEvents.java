package org.datalogistics.lors.transfer;

import java.util.HashSet;
import java.util.Set;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferListener;

/**
 * Tells of an upload whose further copies are made by depots as of one transfer: one plan, one
 * progress. For one thread.
 */
final class CopiedEvents implements TransferListener {
  private final TransferListener next;
  private final long furtherBytes;
  private final Set<DepotAddress> failing = new HashSet<>();
  private boolean copying;
  private long storedBytes;

  /**
   * Tells a listener.
   *
   * @param furtherBytes what the depots will copy
   */
  CopiedEvents(TransferListener next, long furtherBytes) {
    this.next = next;
    this.furtherBytes = furtherBytes;
  }

  /** So much is stored; what comes is told by the copying. */
  void copying(long stored) {
    copying = true;
    storedBytes = stored;
  }

  /** Depots of which the last that was heard is a failure. */
  Set<DepotAddress> failing() {
    return Set.copyOf(failing);
  }

  @Override
  public void onEvent(TransferEvent event) {
    if (event instanceof TransferEvent.Planned planned) {
      if (!copying) {
        next.onEvent(new TransferEvent.Planned(planned.bytes() + furtherBytes));
      }
      return;
    }
    if (event instanceof TransferEvent.Progress progress) {
      next.onEvent(new TransferEvent.Progress(storedBytes + progress.bytes()));
      return;
    }
    if (event instanceof TransferEvent.Failed failed) {
      failing.add(failed.depot());
    } else if (event instanceof TransferEvent.Stored stored) {
      failing.remove(stored.depot());
    } else if (event instanceof TransferEvent.Copied copied) {
      next.onEvent(
          new TransferEvent.Placed(copied.range(), copied.to(), "copied from " + copied.from()));
    }
    next.onEvent(event);
  }
}
