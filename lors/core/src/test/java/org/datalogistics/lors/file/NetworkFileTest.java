package org.datalogistics.lors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.FakeDepots;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFileTest {
  private static final List<DepotAddress> DEPOTS = FakeDepots.addresses(3);

  @TempDir Path folder;
  private final FakeDepots depots = new FakeDepots();
  private final byte[] data = new SeededRandom(7).bytes(1_234_567);
  private final FileOptions options =
      FileOptions.DEFAULTS
          .withStorage(StoragePolicy.DEFAULTS.withCopies(2).withBlockSize(100_000))
          .withLimits(new TransferLimits(6, 2 << 20, Duration.ofSeconds(30)));

  @AfterEach
  void stop() {
    depots.close();
  }

  private NetworkFiles files() {
    return NetworkFiles.over(depots, Candidate.all(DEPOTS)).with(options);
  }

  private ExNode stored(NetworkFiles files) throws IOException {
    return files.upload(Files.write(folder.resolve("data"), data)).exNode();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] copy = new byte[buffer.remaining()];
    buffer.get(copy);
    return copy;
  }

  @Test
  void whatWasUploadedIsDownloaded() throws IOException {
    Path back = folder.resolve("back");
    files().download(stored(files()), back);
    assertThat(Files.readAllBytes(back)).isEqualTo(data);
  }

  @SeededTest
  void aChannelGivesTheBytesOfItsPositionHoweverItIsMoved(SeededRandom random) throws IOException {
    try (NetworkFile file = files().open(stored(files()))) {
      assertThat(file.size()).isEqualTo(data.length);
      for (int i = 0; i < 60; i++) {
        if (random.chance(0.3)) {
          file.position(random.between(0, data.length));
        }
        int at = (int) file.position();
        ByteBuffer some = ByteBuffer.allocate(random.between(1, 200_000));
        int count = file.read(some);
        if (at == data.length) {
          assertThat(count).isEqualTo(-1);
          continue;
        }
        assertThat(count).isPositive();
        assertThat(file.position()).isEqualTo(at + count);
        assertThat(bytes(some.flip())).isEqualTo(Arrays.copyOfRange(data, at, at + count));
      }
    }
  }

  @Test
  void streamsReadAheadAndEachHasItsOwnPlace() throws IOException {
    try (NetworkFile file = files().open(stored(files()))) {
      InputStream first = file.newInputStream();
      assertThat(first.readNBytes(1000)).isEqualTo(Arrays.copyOf(data, 1000));
      try (InputStream second = file.newInputStream()) {
        assertThat(second.readAllBytes()).isEqualTo(data);
      }
      assertThat(first.readAllBytes()).isEqualTo(Arrays.copyOfRange(data, 1000, data.length));
    }
  }

  @Test
  void smallReadsInOrderCostFewRequests() throws IOException {
    try (NetworkFile file = files().open(stored(files()))) {
      int before = DEPOTS.stream().mapToInt(depots::requests).sum();
      InputStream stream = file.newInputStream();
      for (int i = 0; i < 10_000; i++) {
        assertThat((byte) stream.read()).isEqualTo(data[i]);
      }
      int after = DEPOTS.stream().mapToInt(depots::requests).sum();
      assertThat(after - before).isLessThan(40);
    }
  }

  @Test
  void aThousandRangesAreReadAtTheSameTime() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(100);
    try (NetworkFile file = files().open(stored(files()))) {
      SeededRandom random = new SeededRandom(3);
      List<Future<?>> reads = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        int at = random.between(0, data.length - 1);
        int length = random.between(1, Math.min(60_000, data.length - at));
        reads.add(
            threads.submit(
                () -> {
                  ByteBuffer some = ByteBuffer.allocate(length);
                  assertThat(file.read(some, at)).isEqualTo(length);
                  assertThat(some.array()).isEqualTo(Arrays.copyOfRange(data, at, at + length));
                  return null;
                }));
      }
      for (Future<?> read : reads) {
        read.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void rangesAreReadWithoutAThreadForEach() throws Exception {
    try (NetworkFile file = files().open(stored(files()))) {
      List<CompletableFuture<ByteBuffer>> reads = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        reads.add(file.readAsync(new ByteRange(i * 1000L, 5000)));
      }
      for (int i = 0; i < 1000; i++) {
        assertThat(bytes(reads.get(i).get()))
            .isEqualTo(Arrays.copyOfRange(data, i * 1000, i * 1000 + 5000));
      }
    }
  }

  @Test
  void aDeadDepotAndALyingOneAreRepaired() throws Exception {
    NetworkFiles checked = files().with(options.withConditioning(Conditioning.checksum(10_000)));
    try (NetworkFile file = checked.open(stored(checked))) {
      depots.dead.add(DEPOTS.get(0));
      assertThat(file.newInputStream().readAllBytes()).isEqualTo(data);
      depots.dead.clear();
      depots.corrupt.add(DEPOTS.get(1));
      assertThat(file.newInputStream().readAllBytes()).isEqualTo(data);
    }
  }

  @Test
  void whatCannotBeHadIsNamedAndTheRestIsRead() throws IOException {
    ExNode exNode = stored(files());
    ExNode holed =
        exNode.withExtents(
            exNode.extents().stream().filter(extent -> extent.offset() != 300_000).toList());
    try (NetworkFile file = files().open(holed)) {
      ByteBuffer some = ByteBuffer.allocate(10);
      assertThatThrownBy(() -> file.read(some, 350_000))
          .isInstanceOf(LorsException.class)
          .hasMessageContaining("350000")
          .hasMessageContaining("no copy");
      assertThat(file.read(some, 299_990)).isEqualTo(10);
      assertThat(some.array()).isEqualTo(Arrays.copyOfRange(data, 299_990, 300_000));
      depots.dead.addAll(DEPOTS);
      assertThatThrownBy(() -> file.read(ByteBuffer.allocate(10), 0))
          .isInstanceOf(LorsException.class)
          .hasMessageContaining("depot");
    }
  }

  @Test
  void aClosedFileRefuses() throws IOException {
    NetworkFile file = files().open(stored(files()));
    InputStream stream = file.newInputStream();
    CompletableFuture<ByteBuffer> late;
    depots.stalled.addAll(DEPOTS);
    late = file.readAsync(new ByteRange(0, 10));
    file.close();
    assertThat(late).failsWithin(Duration.ofSeconds(30));
    assertThat(file.isOpen()).isFalse();
    assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(stream::read).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> file.write(ByteBuffer.allocate(1)))
        .isInstanceOf(NonWritableChannelException.class);
  }

  @Test
  void anEmptyFileIsAtItsEnd() throws IOException {
    ExNode exNode = files().upload(Files.createFile(folder.resolve("empty"))).exNode();
    try (NetworkFile file = files().open(exNode)) {
      assertThat(file.size()).isZero();
      assertThat(file.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(file.newInputStream().readAllBytes()).isEmpty();
    }
  }
}
