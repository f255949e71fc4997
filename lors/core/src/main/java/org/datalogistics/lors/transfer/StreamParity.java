package org.datalogistics.lors.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.datalogistics.lors.erasure.GroupAccumulator;
import org.datalogistics.lors.erasure.GroupLayout;
import org.jspecify.annotations.Nullable;

/**
 * Parity of what is read through it, in order, by one reader. Before the first byte of a group it
 * waits until there is room for its parity.
 */
final class StreamParity extends FilterInputStream implements ParitySource {
  private final GroupLayout layout;
  private final Semaphore room;

  /** Guarded by this. */
  private final Map<Integer, CompletableFuture<List<byte[]>>> results = new HashMap<>();

  // The reader's.
  private int group;
  private @Nullable GroupAccumulator accumulator;

  /**
   * A stream.
   *
   * @param room a permit for each group that fits into the memory; one is taken for each group made
   */
  StreamParity(InputStream source, GroupLayout layout, Semaphore room) {
    super(source);
    this.layout = layout;
    this.room = room;
  }

  @Override
  public CompletableFuture<List<byte[]>> parity(int number) {
    return meet(number);
  }

  /** Who asks and who answers get the same; the second of both removes it. */
  private synchronized CompletableFuture<List<byte[]>> meet(int number) {
    CompletableFuture<List<byte[]>> there = results.remove(number);
    if (there != null) {
      return there;
    }
    CompletableFuture<List<byte[]>> fresh = new CompletableFuture<>();
    results.put(number, fresh);
    return fresh;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    for (int done = 0; done < count && group < layout.count(); ) {
      GroupAccumulator current = accumulator();
      int part = (int) Math.min(count - done, current.missing());
      current.add(ByteBuffer.wrap(bytes, offset + done, part));
      done += part;
      if (current.missing() == 0) {
        meet(group).complete(current.parity());
        accumulator = null;
        group++;
      }
    }
    return count;
  }

  private GroupAccumulator accumulator() throws IOException {
    GroupAccumulator current = accumulator;
    if (current == null) {
      try {
        room.acquire();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (IOException) new InterruptedIOException("the upload has ended").initCause(e);
      }
      current = new GroupAccumulator(layout.group(group));
      accumulator = current;
    }
    return current;
  }

  @Override
  public long skip(long count) throws IOException {
    byte[] rest = new byte[(int) Math.min(count, 64 << 10)];
    return Math.max(0, read(rest, 0, rest.length));
  }

  /** Leaves the source as it is: it belongs to the caller of the upload. */
  @Override
  public void close() {}
}
