package org.datalogistics.lors.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.edit.Merge;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.transfer.Upload;
import org.datalogistics.lors.transfer.UploadRequest;
import org.datalogistics.lors.transfer.UploadSource;
import org.jspecify.annotations.Nullable;

/**
 * A file being written, of any length: bytes are stored while more are written, and become a file
 * with {@link #commit}. Closing without it gives back all that was stored. For one thread.
 */
public final class NetworkFileWriter extends OutputStream {
  /** A stretch takes memory as it is, and once more as blocks while it is stored. */
  private static final int HELD = 4;

  private static final int LARGEST = 256 << 20;

  private final Upload upload;
  private final Function<UploadSource, UploadRequest> requests;
  private final InstantSource clock;
  private final Cancellation cancellation = new Cancellation();
  private final byte[] single = new byte[1];
  private final int stretch;

  private byte[] filling = new byte[0];
  private int filled;
  private @Nullable FutureTask<ExNode> storing;
  private final List<ExNode> stored = new ArrayList<>();
  private @Nullable IOException failure;
  private boolean ended;

  NetworkFileWriter(
      Upload upload,
      Function<UploadSource, UploadRequest> requests,
      long memory,
      StoragePolicy storage,
      InstantSource clock) {
    this.upload = upload;
    this.requests = requests;
    this.clock = clock;
    long block = storage.blockSize();
    long whole = Math.max(1, memory / HELD / block) * block;
    this.stretch = (int) Math.min(LARGEST, whole);
  }

  @Override
  public void write(int b) throws IOException {
    single[0] = (byte) b;
    write(single, 0, 1);
  }

  /** Takes bytes; waits while those before are stored, if there are too many. */
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    requireOpen();
    int from = offset;
    int left = length;
    while (left > 0) {
      reserve(left);
      int count = Math.min(left, filling.length - filled);
      System.arraycopy(bytes, from, filling, filled, count);
      filled += count;
      from += count;
      left -= count;
      if (filled == stretch) {
        store();
      }
    }
  }

  /** Small files need little: the buffer grows to its full size by doubling. */
  private void reserve(int wanted) {
    if (filled == filling.length) {
      long larger = Math.max(Math.max(8192L, filling.length * 2L), (long) filled + wanted);
      byte[] grown = new byte[(int) Math.min(stretch, larger)];
      System.arraycopy(filling, 0, grown, 0, filled);
      filling = grown;
    }
  }

  /** Begins to store what was written, once what was before it is stored. */
  private void store() throws IOException {
    await();
    UploadSource source =
        new UploadSource.Stream(new ByteArrayInputStream(filling, 0, filled), filled);
    Callable<ExNode> task =
        () -> upload.run(requests.apply(source), TransferListener.NONE, cancellation).exNode();
    FutureTask<ExNode> next = new FutureTask<>(task);
    storing = next;
    filling = new byte[0];
    filled = 0;
    Thread thread = new Thread(next, "lors-writer");
    thread.setDaemon(true);
    thread.start();
  }

  private void await() throws IOException {
    FutureTask<ExNode> task = storing;
    if (task == null) {
      return;
    }
    try {
      stored.add(task.get());
      storing = null;
    } catch (ExecutionException e) {
      storing = null;
      failure =
          e.getCause() instanceof IOException io
              ? io
              : new LorsException(String.valueOf(e.getMessage()), e);
      throw failure;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    }
  }

  private void requireOpen() throws IOException {
    if (ended) {
      throw new LorsException("the file is committed or closed");
    }
    if (failure != null) {
      throw new LorsException(String.valueOf(failure.getMessage()), failure);
    }
  }

  /**
   * Makes a file of what was written; waits until it is stored. The writer is of no further use.
   *
   * @return how to find the bytes again
   * @throws IOException when they cannot be stored; closing gives back what was
   */
  public ExNode commit() throws IOException {
    requireOpen();
    if (filled > 0 || (stored.isEmpty() && storing == null)) {
      store();
    }
    await();
    ExNode whole = stored.get(0);
    for (ExNode next : stored.subList(1, stored.size())) {
      whole = Merge.concatenate(whole, next, clock.instant());
    }
    ended = true;
    return whole;
  }

  /** Gives back what was stored, unless it is committed. */
  @Override
  public void close() {
    if (ended) {
      return;
    }
    ended = true;
    cancellation.cancel();
    FutureTask<ExNode> task = storing;
    if (task != null) {
      try {
        stored.add(task.get());
      } catch (ExecutionException | CancellationException e) {
        // It has given back its own.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    stored.forEach(upload::giveBack);
  }
}
