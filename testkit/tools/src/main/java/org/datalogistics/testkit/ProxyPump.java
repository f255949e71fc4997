package org.datalogistics.testkit;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Moves the bytes of one direction of one connection. One thread reads and stamps, one writes what
 * is due, so that a delay costs no bandwidth; between them are at most 64 chunks of 16 KiB.
 */
final class ProxyPump {
  private static final int CHUNK = 16 * 1024;
  private static final int CHUNKS = 64;
  private static final long LOOK_AGAIN_MILLIS = 200;

  private static final class Chunk {
    final byte[] bytes;
    final long dueNanos;

    Chunk(byte[] bytes, long dueNanos) {
      this.bytes = bytes;
      this.dueNanos = dueNanos;
    }
  }

  private final Direction direction;
  private final Socket from;
  private final Socket to;
  private final FaultBoard board;
  private final ProxyConnection connection;
  private final AtomicLong counter;
  private final BlockingQueue<Chunk> queue = new ArrayBlockingQueue<>(CHUNKS);
  private long position;
  private boolean lost;

  ProxyPump(
      Direction direction,
      Socket from,
      Socket to,
      FaultBoard board,
      ProxyConnection connection,
      AtomicLong counter) {
    this.direction = direction;
    this.from = from;
    this.to = to;
    this.board = board;
    this.connection = connection;
    this.counter = counter;
  }

  /** The reading thread: ends with the stream. An empty chunk says so to the writer. */
  void read() throws IOException, InterruptedException {
    byte[] buffer = new byte[CHUNK];
    int count;
    do {
      count = from.getInputStream().read(buffer);
      byte[] bytes = Arrays.copyOf(buffer, Math.max(count, 0));
      Chunk chunk = new Chunk(bytes, System.nanoTime() + board.get(direction).delay().toNanos());
      // After a cut what still comes is dropped, and read to its end all the same: closing over
      // unread bytes would turn a FIN
      // into a reset.
      while (!connection.isCut() && !queue.offer(chunk, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        Thread.onSpinWait();
      }
    } while (count >= 0);
  }

  /** The writing thread: ends with the stream or the connection. */
  void write() throws IOException, InterruptedException {
    while (!connection.isCut()) {
      Chunk chunk = queue.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      if (chunk == null) {
        continue;
      }
      pauseUntil(chunk.dueNanos);
      if (chunk.bytes.length == 0) {
        if (awaitFlow() && !lost && board.get(direction).flow() == Faults.Flow.FORWARD) {
          to.shutdownOutput();
        }
        return;
      }
      forward(chunk.bytes);
    }
  }

  private void forward(byte[] bytes) throws IOException, InterruptedException {
    int done = 0;
    while (done < bytes.length) {
      if (!awaitFlow()) {
        return;
      }
      Faults faults = board.get(direction);
      if (faults.flow() == Faults.Flow.DISCARD) {
        lost = true;
        return;
      }
      if (lost) {
        connection.cut(Ending.RESET);
        return;
      }
      int length = slice(faults, bytes.length - done);
      for (int i = 0; i < length; i++) {
        if (faults.corrupts(position + i)) {
          bytes[done + i] ^= 1;
        }
      }
      to.getOutputStream().write(bytes, done, length);
      counter.addAndGet(length);
      done += length;
      position += length;
      if (isCutHere(faults) && board.claimCut(direction, faults)) {
        connection.cut(faults.cutHow());
        return;
      }
      if (faults.bytesPerSecond() > 0) {
        pauseUntil(System.nanoTime() + 1_000_000_000L * length / faults.bytesPerSecond());
      }
    }
  }

  private int slice(Faults faults, int most) {
    long length = most;
    if (faults.bytesPerSecond() > 0) {
      length = Math.min(length, Math.max(1, faults.bytesPerSecond() / 50));
    }
    if (faults.cutAfter() >= position) {
      length = Math.min(length, faults.cutAfter() - position);
    }
    return (int) length;
  }

  private boolean isCutHere(Faults faults) {
    return faults.cutAfter() == position;
  }

  /** Waits while bytes are held; false when the connection is cut. */
  private boolean awaitFlow() throws InterruptedException {
    while (!connection.isCut() && board.get(direction).flow() == Faults.Flow.HOLD) {
      board.pause(LOOK_AGAIN_MILLIS * 1_000_000);
    }
    return !connection.isCut();
  }

  private void pauseUntil(long nanos) throws InterruptedException {
    for (long left = nanos - System.nanoTime();
        left > 0 && !connection.isCut();
        left = nanos - System.nanoTime()) {
      board.pause(left);
    }
  }
}
