package org.datalogistics.lors.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.transfer.OpenedFile;
import org.datalogistics.lors.transfer.ReadEngine;

/**
 * A file opened for reading: a channel with a position, which reads ahead while it is read in
 * order; ranges by {@link #read(ByteBuffer, long)} and {@link #readAsync}, any number at a time by
 * any number of threads; and streams of its own by {@link #newInputStream}. All share connections,
 * memory, and what was measured of the depots. Failed and slow copies are left for others; when
 * none is left, a read fails with the bytes and the reasons.
 */
public final class NetworkFile implements SeekableByteChannel {
  private static final int KIB = 1024;

  private final ReadEngine engine;
  private final OpenedFile file;
  private final FileOptions options;
  private final ReadAhead ahead;

  /** KiB that waiting reads may hold: one who needs more than is free waits for its turn. */
  private final Semaphore memory;

  private long position;
  private volatile boolean open = true;

  /**
   * A file.
   *
   * @param engine of this file alone, closed with it
   */
  NetworkFile(ReadEngine engine, OpenedFile file, FileOptions options) {
    this.engine = engine;
    this.file = file;
    this.options = options;
    this.ahead = new ReadAhead(file, options);
    int most = Math.max(options.pieceBytes(), (int) Math.min(1L << 30, options.limits().memory()));
    this.memory = new Semaphore(most / KIB + 1, true);
  }

  /** Reads at the position, at least one byte unless there is no room; -1 at the end. */
  @Override
  public synchronized int read(ByteBuffer destination) throws IOException {
    requireOpen();
    int count = ahead.read(position, destination);
    position += Math.max(0, count);
    return count;
  }

  /**
   * Fills a buffer from a place in the file on, as far as the file goes; leaves the position of the
   * channel alone. Safe for use by many threads.
   *
   * @return bytes read; -1 if the place is the end or behind it
   */
  public int read(ByteBuffer destination, long place) throws IOException {
    requireOpen();
    if (place < 0) {
      throw new IllegalArgumentException("place " + place + " is negative");
    }
    if (place >= size()) {
      return -1;
    }
    int total = 0;
    while (destination.hasRemaining() && place + total < size()) {
      long left = Math.min(destination.remaining(), size() - place - total);
      int length = (int) Math.min(left, options.pieceBytes());
      total += readPiece(new ByteRange(place + total, length), destination);
    }
    return total;
  }

  private int readPiece(ByteRange range, ByteBuffer destination) throws IOException {
    int permits = (int) (range.length() / KIB) + 1;
    try {
      memory.acquire(permits);
      try {
        destination.put(await(range));
      } finally {
        memory.release(permits);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    }
    return (int) range.length();
  }

  /**
   * Reads bytes into a new buffer without waiting. The buffer is made at once, so it is for the
   * caller to bound how many there are. The future completes on a thread of the file, which must
   * not be made to wait.
   *
   * @param range within the file
   * @throws IllegalArgumentException for another range
   */
  public CompletableFuture<ByteBuffer> readAsync(ByteRange range) {
    return file.read(range);
  }

  private ByteBuffer await(ByteRange range) throws IOException, InterruptedException {
    long seconds = options.limits().timeout().toSeconds();
    try {
      return file.read(range).get(options.limits().timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new LorsException(cause == null ? e.toString() : String.valueOf(cause.getMessage()), e);
    } catch (TimeoutException e) {
      throw new LorsException("bytes %s did not come within %d s".formatted(range, seconds), e);
    }
  }

  /**
   * A stream of the whole file with a position and a window of its own. Closing it leaves the file
   * open.
   */
  public InputStream newInputStream() {
    return Channels.newInputStream(new View());
  }

  /** A reader in order that shares the file. */
  private final class View implements java.nio.channels.ReadableByteChannel {
    private final ReadAhead own = new ReadAhead(file, options);
    private long at;
    private boolean closed;

    @Override
    public int read(ByteBuffer destination) throws IOException {
      if (closed) {
        throw new ClosedChannelException();
      }
      requireOpen();
      int count = own.read(at, destination);
      at += Math.max(0, count);
      return count;
    }

    @Override
    public boolean isOpen() {
      return !closed && open;
    }

    @Override
    public void close() {
      closed = true;
      own.close();
    }
  }

  @Override
  public synchronized long position() throws IOException {
    requireOpen();
    return position;
  }

  /** Moves; beyond the end reads give -1. */
  @Override
  public synchronized NetworkFile position(long newPosition) throws IOException {
    requireOpen();
    if (newPosition < 0) {
      throw new IllegalArgumentException("position " + newPosition + " is negative");
    }
    position = newPosition;
    return this;
  }

  /** Bytes of the file. */
  @Override
  public long size() {
    return file.size();
  }

  /** Not possible: what is stored does not change. */
  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  /** Not possible: what is stored does not change. */
  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }

  private void requireOpen() throws ClosedChannelException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  /** Closes the file and its streams; what is being read fails. */
  @Override
  public void close() {
    open = false;
    engine.close();
  }
}
