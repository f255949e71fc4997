package org.datalogistics.lors.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.FakeDepots;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.condition.KeyRing;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadEngineTest {
  private static final List<DepotAddress> DEPOTS = FakeDepots.addresses(4);
  private static final ReadLimits LIMITS = new ReadLimits(8, 0, 3_000, 1 << 20);

  private final FakeDepots depots = new FakeDepots();
  private final byte[] data = new SeededRandom(43).bytes(200_000);
  private final ReadEngine engine =
      new ReadEngine(depots, InstantSource.system(), LIMITS, TransferListener.NONE);

  @AfterEach
  void stop() {
    engine.close();
    depots.close();
  }

  private OpenedFile stored(int copies, Conditioning conditioning) throws Exception {
    UploadRequest request =
        new UploadRequest(
            new UploadSource.Stream(new ByteArrayInputStream(data), data.length),
            "data",
            Candidate.all(DEPOTS),
            StoragePolicy.DEFAULTS.withCopies(copies).withBlockSize(10_000),
            conditioning,
            new TransferLimits(6, 100_000, Duration.ofSeconds(30)));
    ExNode exNode =
        new Upload(depots, InstantSource.system())
            .run(request, TransferListener.NONE, new Cancellation())
            .exNode();
    return engine.open(exNode, KeyRing.NONE);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  @SeededTest(cases = 10)
  void aThousandRangesAtOnceComeRight(SeededRandom random) throws Exception {
    boolean checked = random.chance(0.5);
    OpenedFile file = stored(2, checked ? Conditioning.checksum(1000) : Conditioning.NONE);
    if (random.chance(0.3)) {
      depots.dead.add(DEPOTS.get(1));
    }
    List<ByteRange> ranges = new ArrayList<>();
    List<CompletableFuture<ByteBuffer>> reads = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      int from = random.between(0, data.length);
      int to = random.between(from, Math.min(data.length, from + 20_000));
      ranges.add(ByteRange.between(from, to));
      reads.add(file.read(ranges.get(i)));
    }

    for (int i = 0; i < 1000; i++) {
      ByteRange range = ranges.get(i);
      assertThat(bytes(reads.get(i).get(30, TimeUnit.SECONDS)))
          .isEqualTo(Arrays.copyOfRange(data, (int) range.offset(), (int) range.end()));
    }
  }

  @Test
  void aReadGoesWhereTheBufferSays() throws Exception {
    OpenedFile file = stored(1, Conditioning.NONE);
    ByteBuffer buffer = ByteBuffer.allocateDirect(30_000);
    buffer.position(5_000);

    ByteBuffer view = file.read(new ByteRange(9_000, 12_000), buffer).get(30, TimeUnit.SECONDS);

    assertThat(view.position()).isEqualTo(5_000);
    assertThat(bytes(view)).isEqualTo(Arrays.copyOfRange(data, 9_000, 21_000));
    assertThat(buffer.position()).isEqualTo(5_000);
  }

  @Test
  void aDeadDepotIsLearntOnceForAllReads() throws Exception {
    OpenedFile file = stored(2, Conditioning.NONE);
    depots.dead.add(DEPOTS.get(0));
    int before = depots.requests(DEPOTS.get(0));
    for (int i = 0; i < 100; i++) {
      file.read(new ByteRange(i * 1000L, 1000)).get(30, TimeUnit.SECONDS);
    }

    assertThat(depots.requests(DEPOTS.get(0)) - before).isLessThan(20);
  }

  @Test
  void whatCannotBeHadIsNamedAndTheOtherReadsGoOn() throws Exception {
    OpenedFile file = stored(1, Conditioning.NONE);
    int before = depots.allocations();
    depots.wipe(DEPOTS.get(2));
    int lost = before - depots.allocations(); // at least one: every depot gets a block first
    List<CompletableFuture<ByteBuffer>> reads = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      reads.add(file.read(new ByteRange(i * 10_000L, 10_000)));
    }

    int failed = 0;
    for (CompletableFuture<ByteBuffer> read : reads) {
      try {
        read.get(30, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        failed++;
        assertThat(e.getCause())
            .isInstanceOf(LorsException.class)
            .hasMessageContaining("depot2:6714")
            .hasMessageContaining("cannot be read");
      }
    }
    assertThat(lost).isPositive();
    assertThat(failed).isEqualTo(lost);
  }

  @Test
  void closingFailsWhatIsUnderWay() throws Exception {
    OpenedFile file = stored(1, Conditioning.NONE);
    depots.stalled.addAll(DEPOTS);
    CompletableFuture<ByteBuffer> read = file.read(new ByteRange(0, 10_000));

    engine.close();

    assertThatThrownBy(() -> read.get(30, TimeUnit.SECONDS)).hasMessageContaining("closed");
    assertThatThrownBy(() -> file.read(new ByteRange(0, 1)).get(30, TimeUnit.SECONDS))
        .hasMessageContaining("closed");
  }
}
