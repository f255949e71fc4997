package org.datalogistics.lors.tree;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.edit.Shift;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.transfer.Upload;
import org.datalogistics.lors.transfer.UploadResult;
import org.datalogistics.lors.transfer.UploadSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores a stream whose length nobody knows before its end: it is read in stretches of some blocks,
 * which are stored while the next one is read.
 */
public final class StreamUpload {
  private static final Logger LOG = LoggerFactory.getLogger(StreamUpload.class);

  /** Stretches stored at once. */
  private static final int AT_ONCE = 2;

  /** A stretch under way takes memory as it is and as blocks; one more is being read. */
  private static final int SHARES = 2 * AT_ONCE + 1;

  private static final long LARGEST = 256L << 20;

  private final DepotOperations depots;
  private final InstantSource clock;

  /** Uploads through a client, with lease times by a clock. */
  public StreamUpload(DepotOperations depots, InstantSource clock) {
    this.depots = depots;
    this.clock = clock;
  }

  /**
   * Stores all that comes; blocks until the stream ends. The stream is not closed.
   *
   * @param storage how each stretch is stored
   * @param limits for all together; the time is for each stretch
   * @param listener is told of blocks by their place in the stream, by one thread at a time
   * @throws LorsException when a block could not be stored anywhere; nothing is left behind then
   * @throws CancelledException when cancelled, interrupted or out of time; nothing is left behind
   * @throws IOException when the stream fails
   */
  public UploadResult run(
      InputStream in,
      String name,
      UploadRequests requests,
      StoragePolicy storage,
      List<Candidate> ranked,
      TransferLimits limits,
      TransferListener listener,
      Cancellation cancellation)
      throws IOException {
    long start = System.nanoTime();
    Run run = new Run(name, requests, storage, ranked, limits, listener, cancellation);
    try {
      run.readAll(in);
      return run.result(Duration.ofNanos(System.nanoTime() - start));
    } catch (IOException e) {
      run.giveBack();
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      run.giveBack();
      throw new CancelledException("interrupted");
    }
  }

  /** A stretch that is stored, and where it begins. */
  private record Stored(long offset, UploadResult result) {}

  /** One stream under way. All but the listener belongs to the thread that reads. */
  private final class Run {
    private final String name;
    private final UploadRequests requests;
    private final StoragePolicy storage;
    private final DepotRotation rotation;
    private final TransferLimits share;
    private final int stretch;
    private final TransferListener listener;
    private final Cancellation cancellation;
    private final Upload upload = new Upload(depots, clock);
    private final Deque<FutureTask<Stored>> underWay = new ArrayDeque<>();
    private final List<Stored> stored = new ArrayList<>();
    private long position;
    private long storedBytes;

    Run(
        String name,
        UploadRequests requests,
        StoragePolicy storage,
        List<Candidate> ranked,
        TransferLimits limits,
        TransferListener listener,
        Cancellation cancellation) {
      this.name = name;
      this.requests = requests;
      this.storage = storage;
      this.rotation = new DepotRotation(ranked, storage.maxDepots());
      this.listener = listener;
      this.cancellation = cancellation;
      long block = storage.blockSize();
      long memory = Math.min(limits.memory(), Runtime.getRuntime().maxMemory() / 2) / SHARES;
      this.stretch = (int) Math.min(LARGEST, Math.max(1, memory / block) * block);
      this.share =
          new TransferLimits(
              Math.max(1, limits.threads() / AT_ONCE), Math.max(memory, block), limits.timeout());
    }

    void readAll(InputStream in) throws IOException, InterruptedException {
      boolean more = true;
      while (more) {
        if (cancellation.isCancelled()) {
          throw new CancelledException("cancelled");
        }
        // Not the one-argument form: for a process's own input it asks where a pipe stands.
        byte[] bytes = new byte[stretch];
        int length = in.readNBytes(bytes, 0, stretch);
        more = length == stretch;
        if (length > 0 || position == 0) {
          while (underWay.size() >= AT_ONCE) {
            await();
          }
          start(bytes, length);
        }
      }
      while (!underWay.isEmpty()) {
        await();
      }
    }

    private void start(byte[] bytes, int length) {
      long offset = position;
      position += length;
      UploadSource source =
          new UploadSource.Stream(new ByteArrayInputStream(bytes, 0, length), length);
      List<Candidate> order = rotation.next(System.nanoTime());
      FutureTask<Stored> task =
          new FutureTask<>(
              () ->
                  new Stored(
                      offset,
                      upload.run(
                          requests.request(source, name, order, storage, share),
                          event -> tell(event, offset),
                          cancellation)));
      underWay.add(task);
      Thread thread = new Thread(task, "lors-stretch");
      thread.setDaemon(true);
      thread.start();
    }

    private void await() throws IOException, InterruptedException {
      FutureTask<Stored> task = underWay.element();
      try {
        stored.add(task.get());
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException io
            ? io
            : new LorsException("a stretch of the stream failed: " + e.getMessage(), e);
      } finally {
        underWay.remove();
      }
    }

    /** By whichever thread stores; ranges become those of the stream. */
    private synchronized void tell(TransferEvent event, long offset) {
      if (event instanceof TransferEvent.Stored step) {
        rotation.succeeded(step.depot());
        storedBytes += step.range().length();
        listener.onEvent(new TransferEvent.Stored(moved(step.range(), offset), step.depot()));
        listener.onEvent(new TransferEvent.Progress(storedBytes / storage.copies()));
      } else if (event instanceof TransferEvent.Copied step) {
        rotation.succeeded(step.from()); // another way than one that may have failed before
        rotation.succeeded(step.to());
        storedBytes += step.range().length();
        listener.onEvent(
            new TransferEvent.Copied(moved(step.range(), offset), step.from(), step.to()));
        listener.onEvent(new TransferEvent.Progress(storedBytes / storage.copies()));
      } else if (event instanceof TransferEvent.Allocated step) {
        listener.onEvent(new TransferEvent.Allocated(moved(step.range(), offset), step.depot()));
      } else if (event instanceof TransferEvent.Placed step) {
        listener.onEvent(
            new TransferEvent.Placed(moved(step.range(), offset), step.depot(), step.why()));
      } else if (event instanceof TransferEvent.Failed step) {
        rotation.failed(step.depot(), System.nanoTime());
        listener.onEvent(
            new TransferEvent.Failed(moved(step.range(), offset), step.depot(), step.reason()));
      } else if (event instanceof TransferEvent.Warning) {
        listener.onEvent(event);
      }
    }

    private static ByteRange moved(ByteRange range, long offset) {
      return new ByteRange(range.offset() + offset, range.length());
    }

    UploadResult result(Duration elapsed) {
      List<Extent> extents = new ArrayList<>();
      List<CodingGroup> groups = new ArrayList<>();
      Set<DepotAddress> used = new HashSet<>();
      int copies = Integer.MAX_VALUE;
      int failures = 0;
      for (Stored part : stored) {
        ExNode shifted = Shift.by(part.result().exNode(), part.offset());
        extents.addAll(shifted.extents());
        groups.addAll(shifted.codingGroups());
        used.addAll(part.result().depots());
        copies = Math.min(copies, part.result().copies());
        failures += part.result().failures();
      }
      ExNode whole =
          stored.get(0).result().exNode().toBuilder()
              .size(position)
              .extents(extents)
              .codingGroups(groups)
              .build();
      return new UploadResult(whole, position, copies, used, failures, elapsed);
    }

    /** Those under way end because of the cancellation, or at their own end. */
    void giveBack() {
      @Nullable Exception lost = null;
      for (FutureTask<Stored> task : underWay) {
        try {
          stored.add(task.get());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
          lost = e; // it has given back what it took
        }
      }
      LOG.debug("given back after a failure; the last other one: {}", String.valueOf(lost));
      stored.forEach(part -> upload.giveBack(part.result().exNode()));
    }
  }
}
