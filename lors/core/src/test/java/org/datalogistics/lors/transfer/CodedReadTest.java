package org.datalogistics.lors.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.FakeDepots;
import org.datalogistics.lors.IncompleteException;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.erasure.Health;
import org.datalogistics.lors.plan.FetchPolicy;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading what has lost slices. */
class CodedReadTest {
  private static final List<DepotAddress> DEPOTS = FakeDepots.addresses(9);

  @TempDir Path folder;
  private final FakeDepots depots = new FakeDepots();
  private final List<TransferEvent> events = new ArrayList<>();
  private final SeededRandom random = new SeededRandom(7);

  @AfterEach
  void stop() {
    depots.close();
  }

  private static DownloadRequest request(ExNode exNode, ByteRange range, int threads) {
    return new DownloadRequest(
        exNode,
        range,
        7_000,
        FetchPolicy.DEFAULTS,
        1,
        new TransferLimits(threads, 1 << 20, Duration.ofSeconds(60)));
  }

  private byte[] stream(DownloadRequest request) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Download(depots, InstantSource.system())
        .run(
            request,
            new DownloadTarget.Ordered(Channels.newChannel(out)),
            events::add,
            new Cancellation());
    return out.toByteArray();
  }

  private byte[] file(DownloadRequest request) throws IOException {
    Path file = folder.resolve("out" + events.size());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      new Download(depots, InstantSource.system())
          .run(request, new DownloadTarget.Positioned(channel, 0), events::add, new Cancellation());
    }
    return Files.readAllBytes(file);
  }

  /** Six slices of 10 000 bytes and three of parity, each on a depot. */
  private CodedFile sixPlusThree(byte[] data, Conditioning conditioning) throws Exception {
    CodedFile file = new CodedFile(depots, data);
    CodingGroup shape = new CodingGroup(6, 3, new ByteRange(0, data.length), 10_000, List.of());
    file.addGroup(shape, DEPOTS, conditioning, random);
    return file;
  }

  private static ByteRange all(byte[] data) {
    return new ByteRange(0, data.length);
  }

  @Test
  void anyThreeDepotsOfNineMayBeDead() throws Exception {
    byte[] data = random.bytes(58_000);
    ExNode exNode = sixPlusThree(data, Conditioning.NONE).exNode();
    for (int round = 0; round < 6; round++) {
      depots.dead.clear();
      depots.dead.addAll(random.shuffled(DEPOTS).subList(0, 3));

      assertThat(stream(request(exNode, all(data), 4))).as("%s", depots.dead).isEqualTo(data);
      assertThat(file(request(exNode, all(data), 4))).as("%s", depots.dead).isEqualTo(data);
    }
  }

  @Test
  void whatIsLostIsNamedWhenOneTooManyIsDead() throws Exception {
    byte[] data = random.bytes(58_000);
    CodedFile file = sixPlusThree(data, Conditioning.NONE);
    List.of(1, 2, 7, 8).forEach(i -> depots.wipe(DEPOTS.get(i)));

    IncompleteException loss =
        catchThrowableOfType(
            IncompleteException.class, () -> file(request(file.exNode(), all(data), 4)));

    assertThat(loss.lost()).containsExactly(new ByteRange(10_000, 20_000));
    assertThat(loss).hasMessageContaining("of the 6 slices that are needed");
  }

  @Test
  void slicesThatLieAreFoundOutByTheirChecksumsAndReplaced() throws Exception {
    byte[] data = random.bytes(60_000);
    ExNode exNode = sixPlusThree(data, Conditioning.checksum(3000)).exNode();
    depots.corrupt.addAll(List.of(DEPOTS.get(0), DEPOTS.get(3), DEPOTS.get(6)));

    assertThat(stream(request(exNode, all(data), 4))).isEqualTo(data);
    assertThat(events).anyMatch(TransferEvent.Rebuilt.class::isInstance);
  }

  @Test
  void onlyTheMissingRangeIsRead() throws Exception {
    byte[] data = random.bytes(60_000);
    CodedFile file = sixPlusThree(data, Conditioning.NONE);
    depots.dead.add(DEPOTS.get(2));

    byte[] part = stream(request(file.exNode(), new ByteRange(25_000, 100), 4));

    assertThat(part).isEqualTo(Arrays.copyOfRange(data, 25_000, 25_100));
  }

  @Test
  void aDepotThatIsSilentIsNotWaitedFor() throws Exception {
    byte[] data = random.bytes(60_000);
    ExNode exNode = sixPlusThree(data, Conditioning.NONE).exNode();
    depots.stalled.addAll(List.of(DEPOTS.get(4)));
    long start = System.nanoTime();

    assertThat(stream(request(exNode, all(data), 4))).isEqualTo(data);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
  }

  @SeededTest(cases = 40)
  void whateverTheShapeWhatCanBeHadIsHad(SeededRandom random) throws Exception {
    byte[] data = random.bytes((int) random.size(30_000));
    CodedFile file = new CodedFile(depots, data);
    for (int offset = 0; offset < data.length; ) {
      int k = random.between(1, 6);
      int m = random.between(1, 3);
      int slice = (int) (1 + random.size(6000));
      int length = random.between(1, Math.min(k * slice, data.length - offset));
      CodingGroup shape = new CodingGroup(k, m, new ByteRange(offset, length), slice, List.of());
      Conditioning conditioning =
          random.chance(0.5) ? Conditioning.NONE : Conditioning.checksum(random.between(1, 2000));
      if (random.chance(0.9)) {
        file.addGroup(shape, random.shuffled(DEPOTS), conditioning, random);
      } else {
        file.addData(shape.range(), random.pick(DEPOTS), conditioning);
      }
      offset += length;
    }
    ExNode exNode = file.exNode();
    Set<DepotAddress> down =
        new HashSet<>(random.shuffled(DEPOTS).subList(0, random.between(0, 5)));
    down.forEach(depots::wipe);
    Health health =
        Health.of(
            exNode,
            e -> down.stream().noneMatch(d -> e.location().orElseThrow().host().equals(d.host())));
    long from = random.size(data.length);
    ByteRange range = ByteRange.between(from, random.between(from, data.length));
    byte[] expected = Arrays.copyOfRange(data, (int) range.offset(), (int) range.end());
    DownloadRequest request = request(exNode, range, random.between(1, 6));

    boolean complete = health.lost().stream().noneMatch(range::overlaps);
    if (complete) {
      assertThat(random.chance(0.5) ? stream(request) : file(request)).isEqualTo(expected);
    } else {
      IncompleteException loss =
          catchThrowableOfType(IncompleteException.class, () -> file(request));
      for (ByteRange lost : health.lost()) {
        lost.intersection(range)
            .ifPresent(bytes -> assertThat(loss.lost()).anyMatch(named -> named.contains(bytes)));
      }
    }
  }
}
