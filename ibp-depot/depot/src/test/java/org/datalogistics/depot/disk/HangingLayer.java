package org.datalogistics.depot.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk on which data files can not be opened, nor fail to be, until it is let go. */
public final class HangingLayer implements FileLayer {
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger hanging = new AtomicInteger();

  /** How many threads it holds. */
  public int hanging() {
    return hanging.get();
  }

  /** Goes on as if nothing had been. */
  public void letGo() {
    end.countDown();
  }

  @Override
  public FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
    if (file.getFileName().toString().matches("[0-9a-f]+")) {
      hanging.incrementAndGet();
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } finally {
        hanging.decrementAndGet();
      }
    }
    return FileLayer.PLAIN.open(file, options);
  }
}
