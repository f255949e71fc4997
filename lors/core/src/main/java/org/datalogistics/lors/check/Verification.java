package org.datalogistics.lors.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.plan.ExtentState;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.exnode.plan.Segment;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.condition.CorruptDataException;
import org.datalogistics.lors.condition.KeyRing;
import org.datalogistics.lors.listing.ListedExtent;
import org.datalogistics.lors.run.Inbox;
import org.datalogistics.lors.run.Watch;
import org.jspecify.annotations.Nullable;

/**
 * Reads extents from one end to the other, several at a time: checksums are verified, and what has
 * none gets a fingerprint for each segment, to be compared with that of other copies.
 */
final class Verification {
  private static final long PIECE = 4 << 20;
  private static final long SMALLEST_PIECE = 64 << 10;

  private final DepotOperations depots;
  private final KeyRing keys;
  private final TransferLimits limits;
  private final TransferListener listener;
  private final Cancellation cancellation;
  private final Watch watch;
  private final long piece;
  private final Memory memory;
  private final Inbox inbox = new Inbox();
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean stopped;

  Verification(
      DepotOperations depots,
      KeyRing keys,
      TransferLimits limits,
      TransferListener listener,
      Cancellation cancellation) {
    this.depots = depots;
    this.keys = keys;
    this.limits = limits;
    this.listener = listener;
    this.cancellation = cancellation;
    this.watch = new Watch(limits.timeout(), cancellation, listener);
    this.memory = new Memory(limits.memory());
    // What is stored and what it was before, for each thread.
    this.piece = Math.max(SMALLEST_PIECE, Math.min(PIECE, limits.memory() / limits.threads() / 2));
  }

  /**
   * Reads extents.
   *
   * @param map says where their segments are
   */
  List<Verified> run(List<ListedExtent> extents, ReplicaMap map) throws CancelledException {
    AtomicInteger number = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(limits.threads(), extents.size())),
            task -> {
              Thread thread = new Thread(task, "lors-verify-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    Cancellation.Registration waking = cancellation.onCancel(() -> inbox.post(() -> {}));
    listener.onEvent(
        new TransferEvent.Planned(extents.stream().mapToLong(e -> e.extent().length()).sum()));
    @Nullable Verified[] done = new Verified[extents.size()];
    int[] left = {extents.size()};
    try {
      for (int i = 0; i < extents.size(); i++) {
        int index = i;
        threads.execute(
            () -> {
              Verified verified = stopped ? null : verify(extents.get(index), map);
              inbox.post(
                  () -> {
                    left[0]--;
                    done[index] = verified;
                    if (verified != null) {
                      tell(verified.listed());
                    }
                  });
            });
      }
      while (left[0] > 0) {
        watch.check();
        inbox.run(watch.tick(Long.MAX_VALUE));
        watch.report(bytes.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    } finally {
      stopped = true;
      waking.close();
      threads.shutdownNow();
    }
    List<Verified> all = new ArrayList<>();
    for (Verified verified : done) {
      if (verified != null) {
        all.add(verified);
      }
    }
    return all;
  }

  private void tell(ListedExtent listed) {
    if (listed.depot() == null) {
      return;
    }
    ByteRange range = listed.extent().range();
    listener.onEvent(
        listed.problem() == null
            ? new TransferEvent.Loaded(range, listed.depot())
            : new TransferEvent.Failed(range, listed.depot(), listed.problem()));
  }

  private Verified verify(ListedExtent listed, ReplicaMap map) {
    Map<ByteRange, Long> prints = new HashMap<>();
    try {
      ExtentReader reader = new ExtentReader(depots, watch, listed.extent(), keys, piece, memory);
      // Beyond the end of the file there are no segments, and nobody needs the bytes.
      for (Segment segment : map.segments(listed.extent().range())) {
        Fingerprint print = new Fingerprint();
        reader.read(
            segment.range(),
            data -> {
              bytes.addAndGet(data.remaining());
              print.add(data);
            });
        prints.put(segment.range(), print.value());
      }
      return new Verified(listed, prints, reader.noticesDamage());
    } catch (CorruptDataException e) {
      return failed(listed, ExtentState.CORRUPT, e);
    } catch (CancelledException e) {
      return failed(listed, ExtentState.UNKNOWN, e);
    } catch (LorsException e) {
      // It is there; this process cannot undo its functions, for want of a key or of memory.
      return failed(listed, listed.state(), e);
    } catch (IbpException e) {
      boolean gone = e.isGone();
      return failed(
          listed,
          gone ? ExtentState.DEAD : e.isRetryable() ? ExtentState.UNREACHABLE : ExtentState.CORRUPT,
          e);
    } catch (IOException | RuntimeException e) {
      return failed(listed, ExtentState.UNKNOWN, e);
    }
  }

  private static Verified failed(ListedExtent listed, ExtentState state, Exception reason) {
    return new Verified(
        Inspection.with(listed, state, String.valueOf(reason.getMessage())), Map.of(), false);
  }
}
