package org.datalogistics.depot.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A disk that is slow or broken when told so, as far as some files are concerned. */
public final class FaultyLayer implements FileLayer {
  private final Predicate<Path> files;
  private boolean held;
  private boolean forcesHeld;
  private int waiting;
  private @Nullable String onWrite;
  private @Nullable String onForce;
  private @Nullable String onTruncate;
  private int writtenBeforeFailure;

  /** Whose journal can be told to fail. */
  public static FaultyLayer ofJournal() {
    return new FaultyLayer(file -> file.toString().endsWith(".journal"));
  }

  public FaultyLayer(Predicate<Path> files) {
    this.files = files;
  }

  /** From now on writes wait. */
  public synchronized void hold() {
    held = true;
  }

  /** Writes wait no longer. */
  public synchronized void release() {
    held = false;
    notifyAll();
  }

  /** Whether a write waits. */
  public synchronized boolean isWaitedFor() {
    return waiting > 0;
  }

  /** From now on writes fail with that message, after so many bytes; null for no more. */
  public synchronized void failWrites(@Nullable String message, int bytesBefore) {
    onWrite = message;
    writtenBeforeFailure = bytesBefore;
  }

  /** From now on forcing waits. */
  public synchronized void holdForces() {
    forcesHeld = true;
  }

  /** Forcing waits no longer. */
  public synchronized void releaseForces() {
    forcesHeld = false;
    notifyAll();
  }

  public synchronized void failForces(@Nullable String message) {
    onForce = message;
  }

  public synchronized void failTruncations(@Nullable String message) {
    onTruncate = message;
  }

  @Override
  public FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
    FileChannel channel = FileLayer.PLAIN.open(file, options);
    return files.test(file) ? new Channel(channel) : channel;
  }

  /** How many bytes may be written; waits while writes are held. */
  private synchronized int allowed(int wanted) throws IOException {
    try {
      waiting++;
      while (held) {
        wait();
      }
      waiting--;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (onWrite == null) {
      return wanted;
    }
    if (writtenBeforeFailure == 0) {
      throw new IOException(onWrite);
    }
    int allowed = Math.min(wanted, writtenBeforeFailure);
    writtenBeforeFailure -= allowed;
    return allowed;
  }

  private synchronized void mayForce() throws IOException {
    try {
      while (forcesHeld) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (onForce != null) {
      throw new IOException(onForce);
    }
  }

  private synchronized void mayTruncate() throws IOException {
    if (onTruncate != null) {
      throw new IOException(onTruncate);
    }
  }

  private final class Channel extends ForwardingChannel {
    Channel(FileChannel file) {
      super(file);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      int allowed = allowed(source.remaining());
      ByteBuffer part = source.duplicate().limit(source.position() + allowed);
      int count = super.write(part, position);
      source.position(source.position() + count);
      return count;
    }

    @Override
    public void force(boolean metadata) throws IOException {
      mayForce();
      super.force(metadata);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      mayTruncate();
      return super.truncate(size);
    }
  }
}
