package org.datalogistics.lors.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.transfer.OpenedFile;

/**
 * Reads a file chunk by chunk, ahead of who reads it in order: the chunks double while that goes
 * on, and a jump begins anew with a small one. Not thread-safe.
 */
final class ReadAhead {
  /** The first chunk after a jump. */
  static final int SMALLEST = 64 << 10;

  private final OpenedFile file;
  private final FileOptions options;
  private final long end;

  /** Bytes that may be ahead of the reader. */
  private final long window;

  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private int chunkSize = SMALLEST;

  private record Chunk(ByteRange range, CompletableFuture<ByteBuffer> bytes) {}

  ReadAhead(OpenedFile file, FileOptions options) {
    this.file = file;
    this.options = options;
    this.end = file.size();
    this.window = options.readAhead();
  }

  /**
   * Bytes from a position on, at least one unless the destination is full or the file ends there.
   *
   * @return how many; -1 at the end
   */
  int read(long position, ByteBuffer destination) throws IOException {
    if (position >= end) {
      return -1;
    }
    if (!destination.hasRemaining()) {
      return 0;
    }
    boolean next = forget(position);
    if (chunks.isEmpty()) {
      chunkSize = next ? chunkSize : SMALLEST;
      ask(position, Math.max(chunkSize, destination.remaining()));
    } else {
      askAhead();
    }
    Chunk chunk = chunks.getFirst();
    ByteBuffer bytes = await(chunk);
    bytes.position((int) (position - chunk.range.offset()));
    int count = Math.min(bytes.remaining(), destination.remaining());
    destination.put(bytes.slice().limit(count));
    return count;
  }

  /** Drops the chunks that do not have the position; whether it is in one, or next to one. */
  private boolean forget(long position) {
    boolean next = false;
    while (!chunks.isEmpty() && !chunks.getFirst().range.contains(position)) {
      Chunk passed = chunks.removeFirst();
      next = passed.range.end() == position;
      passed.bytes.cancel(false);
      if (!next && position < passed.range.offset()) {
        close(); // backwards: what is ahead is of no use
      }
    }
    return next;
  }

  /** The one that is read has begun: keeps the window full. */
  private void askAhead() {
    long from = chunks.getLast().range.end();
    while (from < end && from - chunks.getFirst().range.offset() < window) {
      chunkSize = (int) Math.min(options.pieceBytes(), chunkSize * 2L);
      ask(from, chunkSize);
      from = chunks.getLast().range.end();
    }
  }

  private void ask(long from, int length) {
    int most = Math.max(SMALLEST, options.pieceBytes());
    long to = Math.min(end, from + Math.min(length, most));
    ByteRange range = ByteRange.between(from, to);
    chunks.addLast(new Chunk(range, file.read(range)));
  }

  private ByteBuffer await(Chunk chunk) throws IOException {
    try {
      return chunk
          .bytes
          .get(options.limits().timeout().toNanos(), TimeUnit.NANOSECONDS)
          .duplicate();
    } catch (ExecutionException e) {
      close();
      Throwable cause = e.getCause();
      throw new LorsException(cause == null ? e.toString() : String.valueOf(cause.getMessage()), e);
    } catch (TimeoutException e) {
      close();
      throw new LorsException(
          "bytes %s did not come within %d s"
              .formatted(chunk.range, options.limits().timeout().toSeconds()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    }
  }

  /** Forgets what is ahead. */
  void close() {
    chunks.forEach(chunk -> chunk.bytes.cancel(false));
    chunks.clear();
  }
}
