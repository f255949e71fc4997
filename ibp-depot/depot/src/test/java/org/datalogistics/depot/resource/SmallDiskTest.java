package org.datalogistics.depot.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.resource.TestResource.get;
import static org.datalogistics.depot.resource.TestResource.request;
import static org.datalogistics.ibp.Reliability.HARD;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.disk.FileLayer;
import org.datalogistics.depot.lease.LeaseTerms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real file system that fills up and that vanishes, where one can be mounted. */
@EnabledOnOs(OS.LINUX)
class SmallDiskTest {
  private static final int PIECE = 256 * 1024;

  @TempDir Path folder;
  private Path disk;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    disk = Files.createDirectory(folder.resolve("disk"));
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=16m", "none", disk.toString()),
        "no file system can be mounted here");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    run("umount", "-l", disk.toString());
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // There is no such program.
    }
  }

  private TestResource open() throws IOException {
    return new TestResource(
        TestResource.config(disk.resolve("r"), 1L << 30, LeaseTerms.DEFAULT), FileLayer.PLAIN);
  }

  @Test
  void aFullDiskLosesNothingAndWorksAgainWhenThereIsRoom() throws IOException {
    String text = "x".repeat(PIECE);
    List<IssuedKeys> stored = new ArrayList<>();
    try (TestResource one = open()) {
      for (int i = 0; i < 100; i++) {
        IssuedKeys keys;
        try {
          keys = one.allocate(HARD, PIECE, 1000);
        } catch (CompletionException e) {
          break; // The journal has no room either.
        }
        try {
          one.store(keys, text);
          stored.add(keys);
        } catch (CompletionException e) {
          assertThat(e).hasStackTraceContaining("No space left");
          break;
        }
      }
      assertThat(stored).hasSizeBetween(10, 64);
      assertThat(one.resource.state()).isEqualTo(ResourceState.READ_WRITE);
      for (IssuedKeys each : stored) {
        assertThat(one.load(each.read(), 0, PIECE)).isEqualTo(text);
      }
    }
    try (TestResource one = open()) {
      assertThat(one.load(stored.get(0).read(), 0, PIECE)).isEqualTo(text);
      one.delete(stored.remove(1));
      one.delete(stored.remove(1));
      while (get(one.resource.trash().emptyNow()) > 0) {}
      IssuedKeys keys = one.allocate(HARD, PIECE, 1000);
      await().until(() -> disk.toFile().getUsableSpace() > PIECE || hasSpare());
      one.store(keys, text);
      assertThat(one.load(keys.read(), 0, PIECE)).isEqualTo(text);
    }
  }

  /** Takes every byte that is left. */
  private void fill() throws IOException {
    byte[] page = new byte[4096];
    try (FileChannel ballast =
        FileChannel.open(
            disk.resolve("ballast"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        ballast.write(ByteBuffer.wrap(page));
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
    assertThat(disk.toFile().getUsableSpace()).isZero();
  }

  @Test
  void onACompletelyFullDiskAllocationsAreDeletedAndTheirSpaceComesBack() throws IOException {
    String text = "x".repeat(PIECE);
    List<IssuedKeys> stored = new ArrayList<>();
    try (TestResource one = open()) {
      for (int i = 0; i < 20; i++) {
        IssuedKeys keys = one.allocate(HARD, PIECE, 1000);
        one.store(keys, text);
        stored.add(keys);
      }
      fill();
      assertThatThrownBy(() -> one.allocate(HARD, 1, 1000)).isInstanceOf(CompletionException.class);
      for (IssuedKeys keys : stored.subList(0, 5)) {
        one.delete(keys);
        assertThat(one.isThere(keys)).isFalse();
      }
      // The trash does not keep them where nothing is left.
      await().until(() -> disk.toFile().getUsableSpace() >= 5 * PIECE - (1 << 20));
    }
    try (TestResource one = open()) {
      assertThat(one.isThere(stored.get(4))).isFalse();
      assertThat(one.load(stored.get(5).read(), 0, PIECE)).isEqualTo(text);
      storeSoon(one);
    }
  }

  /** When it has noticed that there is room again. */
  private static void storeSoon(TestResource one) {
    await().ignoreExceptions().untilAsserted(() -> one.store(one.allocate(HARD, 5, 1000), "hello"));
  }

  @Test
  void aResourceIsOpenedOnACompletelyFullDiskAndCanBeEmptiedThen() throws IOException {
    IssuedKeys kept;
    IssuedKeys gone;
    try (TestResource one = open()) {
      kept = one.allocate(HARD, PIECE, 1000);
      one.store(kept, "kept");
      gone = one.allocate(HARD, 4 * PIECE, 1000);
      one.store(gone, "x".repeat(4 * PIECE));
      fill();
    }
    fill();
    try (TestResource one = open()) {
      fill();
      assertThat(one.load(kept.read(), 0, 4)).isEqualTo("kept");
      one.delete(gone);
      await().until(() -> disk.toFile().getUsableSpace() >= 2 * PIECE);
      storeSoon(one);
    }
  }

  private boolean hasSpare() throws IOException {
    Path spare = disk.resolve("r").resolve("recycled");
    try (Stream<Path> files = Files.exists(spare) ? Files.list(spare) : Stream.empty()) {
      return files.findAny().isPresent();
    }
  }

  @Test
  void filesThatAreKeptForOthersGiveWayToWhoNeedsTheSpace() throws IOException {
    String text = "x".repeat(4 << 20);
    try (TestResource one = open()) {
      IssuedKeys first = one.allocate(HARD, text.length(), 1000);
      one.store(first, text);
      one.delete(first);
      while (get(one.resource.trash().emptyNow()) > 0) {}
      await().until(this::hasSpare);
      String shorter = text.substring(1 << 20);
      int stored = 0;
      while (hasSpare()) {
        IssuedKeys keys = one.allocate(HARD, shorter.length(), 1000);
        one.store(keys, shorter);
        assertThat(one.load(keys.read(), 0, shorter.length())).isEqualTo(shorter);
        stored++;
      }
      assertThat(stored).isBetween(1, 5);
    }
  }

  @Test
  void aDiskThatVanishesTakesItsResourceOffline() throws IOException, InterruptedException {
    TestResource one = open();
    IssuedKeys keys = one.allocate(HARD, 100, 1000);
    one.store(keys, "hello");
    assertThat(run("umount", "-l", disk.toString())).isTrue();
    await().until(() -> one.resource.fault().isPresent());
    assertThatThrownBy(() -> get(one.resource.allocate(request(HARD, 1, 1))))
        .hasStackTraceContaining("OFFLINE");
    assertThat(disk).as("nothing is written where the disk was").isEmptyDirectory();
    assertThatThrownBy(one::close).isInstanceOf(IOException.class);
    assertThat(disk).isEmptyDirectory();
  }
}
