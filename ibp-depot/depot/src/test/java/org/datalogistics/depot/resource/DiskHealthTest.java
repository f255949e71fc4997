package org.datalogistics.depot.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which failures make a disk unusable. */
class DiskHealthTest {
  private final AtomicLong nanos = new AtomicLong();
  private final List<String> verdicts = new ArrayList<>();
  private final DiskHealth health = new DiskHealth(nanos::get, verdicts::add);

  private void fail(int times, Exception failure) {
    for (int i = 0; i < times; i++) {
      health.failed("write", failure);
    }
  }

  @Test
  void severalErrorsInAShortTimeDo() {
    fail(DiskHealth.LIMIT - 1, new IOException("Input/output error"));
    assertThat(verdicts).isEmpty();
    fail(1, new FileSystemException("x", null, "Read-only file system"));
    assertThat(verdicts).hasSize(1);
    assertThat(verdicts.get(0)).contains("cannot write", "Read-only file system");
  }

  @Test
  void errorsNowAndThenDoNot() {
    for (int i = 0; i < 100; i++) {
      fail(1, new IOException("Input/output error"));
      nanos.addAndGet(DiskHealth.WINDOW / 3);
    }
    assertThat(verdicts).isEmpty();
  }

  @Test
  void aFullDiskAndClosedFilesAreNoFailure() {
    fail(100, new IOException("No space left on device"));
    fail(100, new IOException("Disk quota exceeded"));
    fail(100, new IOException("x", new SQLException("[SQLITE_FULL] database or disk is full")));
    fail(100, new ClosedChannelException());
    assertThat(verdicts).isEmpty();
  }
}
