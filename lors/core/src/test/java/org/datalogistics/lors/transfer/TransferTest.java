package org.datalogistics.lors.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.CopiesBy;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.FakeDepots;
import org.datalogistics.lors.IncompleteException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.plan.FetchPolicy;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferTest {
  private static final List<DepotAddress> DEPOTS = FakeDepots.addresses(4);

  @TempDir Path folder;
  private final FakeDepots depots = new FakeDepots();
  private final List<TransferEvent> events = new ArrayList<>();
  private final Cancellation cancellation = new Cancellation();
  private final byte[] data = new SeededRandom(42).bytes(95_000);

  @AfterEach
  void stop() {
    depots.close();
  }

  private UploadRequest request(byte[] bytes, int copies, Conditioning conditioning)
      throws IOException {
    Path file = Files.write(folder.resolve("data"), bytes);
    return new UploadRequest(
        new UploadSource.FilePart(file, new ByteRange(0, bytes.length)),
        "data",
        Candidate.all(DEPOTS),
        StoragePolicy.DEFAULTS.withCopies(copies).withBlockSize(10_000),
        conditioning,
        new TransferLimits(6, 50_000, Duration.ofSeconds(30)));
  }

  private UploadResult upload(UploadRequest request) throws IOException {
    return new Upload(depots, InstantSource.system()).run(request, events::add, cancellation);
  }

  private ExNode stored(int copies, Conditioning conditioning) throws IOException {
    return upload(request(data, copies, conditioning)).exNode();
  }

  private byte[] stream(DownloadRequest request) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Download(depots, InstantSource.system())
        .run(
            request,
            new DownloadTarget.Ordered(Channels.newChannel(out)),
            events::add,
            cancellation);
    return out.toByteArray();
  }

  private byte[] file(DownloadRequest request) throws IOException {
    Path file = folder.resolve("out");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      new Download(depots, InstantSource.system())
          .run(request, new DownloadTarget.Positioned(channel, 0), events::add, cancellation);
    }
    return Files.readAllBytes(file);
  }

  private static DownloadRequest small(ExNode exNode) {
    return new DownloadRequest(
        exNode,
        new ByteRange(0, exNode.effectiveSize()),
        7_000,
        FetchPolicy.DEFAULTS,
        1,
        new TransferLimits(4, 1 << 20, Duration.ofSeconds(30)));
  }

  @Test
  void whatWasStoredComesBackToAFileAndToAStream() throws Exception {
    ExNode exNode = stored(2, Conditioning.NONE);

    assertThat(file(small(exNode))).isEqualTo(data);
    assertThat(stream(small(exNode))).isEqualTo(data);
    assertThat(ReplicaMap.of(exNode).copies(CopiesBy.DEPOT).min()).isEqualTo(2);
    assertThat(exNode.size()).isEqualTo(data.length);
    assertThat(exNode.extents()).allMatch(extent -> extent.end().isAfter(extent.start()));
  }

  @Test
  void checksummedBlocksComeBackToo() throws Exception {
    ExNode exNode = stored(1, Conditioning.checksum(999));
    Extent extent = exNode.extents().get(0);

    assertThat(extent.e2eBlockSize()).isEqualTo(999);
    assertThat(extent.allocLength()).isEqualTo(10_000 + 11 * 33);
    assertThat(file(small(exNode))).isEqualTo(data);
    assertThat(stream(small(exNode))).isEqualTo(data);
  }

  @Test
  void anEmptyFileHasAnExNodeWithoutExtents() throws Exception {
    UploadResult result = upload(request(new byte[0], 2, Conditioning.NONE));

    assertThat(result.exNode().extents()).isEmpty();
    assertThat(result.exNode().size()).isZero();
    assertThat(stream(small(result.exNode()))).isEmpty();
    assertThat(depots.allocations()).isZero();
  }

  @Test
  void aStreamIsStoredBlockByBlock() throws Exception {
    UploadRequest fromFile = request(data, 2, Conditioning.checksum(100));
    UploadRequest request =
        new UploadRequest(
            new UploadSource.Stream(new ByteArrayInputStream(data), data.length),
            "data",
            Candidate.all(DEPOTS),
            fromFile.storage(),
            fromFile.conditioning(),
            fromFile.limits());

    assertThat(stream(small(upload(request).exNode()))).isEqualTo(data);
  }

  @Test
  void aStreamThatEndsEarlyFailsAndLeavesNothing() throws Exception {
    UploadRequest request =
        new UploadRequest(
            new UploadSource.Stream(new ByteArrayInputStream(data), data.length + 1),
            "data",
            Candidate.all(DEPOTS),
            StoragePolicy.DEFAULTS.withBlockSize(10_000),
            Conditioning.NONE,
            TransferLimits.DEFAULTS);

    assertThatThrownBy(() -> upload(request))
        .isInstanceOf(EOFException.class)
        .hasMessageContaining("95000");
    assertThat(depots.allocations()).isZero();
  }

  @Test
  void aDeadDepotCostsItsBlocksOneMorePlacement() throws Exception {
    depots.dead.add(DEPOTS.get(1));

    UploadResult result = upload(request(data, 2, Conditioning.NONE));

    assertThat(result.copies()).isEqualTo(2);
    assertThat(result.depots()).doesNotContain(DEPOTS.get(1));
    assertThat(result.failures()).isPositive();
    assertThat(depots.requests(DEPOTS.get(1))).isLessThanOrEqualTo(6);
    assertThat(events).anyMatch(TransferEvent.Retried.class::isInstance);
  }

  @Test
  void aFullDepotIsReplaced() throws Exception {
    depots.full.add(DEPOTS.get(0));

    UploadResult result = upload(request(data, 3, Conditioning.NONE));

    assertThat(result.copies()).isEqualTo(3);
    assertThat(result.depots()).doesNotContain(DEPOTS.get(0));
  }

  @Test
  void allocationsOfFailedStoresAreGivenBack() throws Exception {
    depots.breaksStores = DEPOTS.get(2)::equals;

    UploadResult result = upload(request(data, 2, Conditioning.NONE));

    assertThat(depots.allocations()).isEqualTo(result.exNode().extents().size());
    assertThat(result.copies()).isEqualTo(2);
  }

  @Test
  void moreCopiesThanDepotsGiveAWarningAndAsManyAsPossible() throws Exception {
    UploadResult result = upload(request(data, 5, Conditioning.NONE));

    assertThat(result.copies()).isEqualTo(4);
    assertThat(events).anyMatch(TransferEvent.Warning.class::isInstance);
  }

  @Test
  void withoutAnyWorkingDepotTheUploadFailsAndSaysWhy() {
    depots.dead.addAll(DEPOTS);

    assertThatThrownBy(() -> stored(1, Conditioning.NONE))
        .isInstanceOf(LorsException.class)
        .hasMessageContaining("no depot took bytes")
        .hasMessageContaining("cannot connect");
  }

  @Test
  void cancellingAnUploadLeavesNothingBehind() throws Exception {
    depots.stalled.add(DEPOTS.get(3));
    UploadRequest request = request(data, 1, Conditioning.NONE);
    CompletableFuture<Throwable> end =
        CompletableFuture.supplyAsync(
            () -> catchThrowableOfType(CancelledException.class, () -> upload(request)));
    await().until(() -> depots.allocations() >= 8);

    cancellation.cancel();

    assertThat(end.get()).hasMessage("cancelled");
    assertThat(depots.allocations()).isZero();
  }

  @Test
  void theDeadlineEndsATransfer() throws Exception {
    depots.stalled.addAll(DEPOTS);
    UploadRequest usual = request(data, 1, Conditioning.NONE);
    UploadRequest hasty =
        new UploadRequest(
            usual.source(),
            "data",
            Candidate.all(DEPOTS),
            usual.storage(),
            usual.conditioning(),
            new TransferLimits(2, 1, Duration.ofSeconds(1)));

    assertThatThrownBy(() -> upload(hasty)).hasMessageContaining("within 1 s");
    assertThat(depots.allocations()).isZero();
  }

  @Test
  void aDeadReplicaIsReplacedByAnotherAndNotAskedForEveryPiece() throws Exception {
    ExNode exNode = stored(2, Conditioning.NONE);
    depots.dead.add(DEPOTS.get(0));

    assertThat(file(small(exNode))).isEqualTo(data);
    assertThat(depots.requests(DEPOTS.get(0))).isLessThan(25);
  }

  @Test
  void aBadChecksumMovesToTheNextCopy() throws Exception {
    ExNode exNode = stored(2, Conditioning.checksum(1000));
    depots.corrupt.add(DEPOTS.get(1));

    assertThat(file(small(exNode))).isEqualTo(data);
    assertThat(stream(small(exNode))).isEqualTo(data);
    assertThat(events)
        .anyMatch(e -> e instanceof TransferEvent.Failed f && f.reason().contains("checksum"));
  }

  @Test
  void aStalledDepotDoesNotHoldTheDownloadUp() throws Exception {
    ExNode exNode = stored(2, Conditioning.NONE);
    depots.stalled.add(DEPOTS.get(2));

    assertThat(stream(small(exNode))).isEqualTo(data);
  }

  @Test
  void bytesBeforeALostPieceAreDelivered() throws Exception {
    ExNode exNode = stored(1, Conditioning.NONE);
    depots.wipe(DEPOTS.get(2)); // holds bytes 20000 to 30000 first
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    IncompleteException failure =
        catchThrowableOfType(
            IncompleteException.class,
            () ->
                new Download(depots, InstantSource.system())
                    .run(
                        small(exNode),
                        new DownloadTarget.Ordered(Channels.newChannel(out)),
                        TransferListener.NONE,
                        cancellation));

    assertThat(failure).hasMessageContaining("depot2:6714").hasMessageContaining("no allocation");
    assertThat(failure.delivered()).isEqualTo(20_000);
    assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(data, 20_000));
  }

  @Test
  void aHoleIsNamed() throws Exception {
    ExNode whole = stored(1, Conditioning.NONE);
    ExNode exNode =
        whole.withExtents(
            whole.extents().stream().filter(extent -> extent.offset() != 50_000).toList());

    assertThatThrownBy(() -> file(small(exNode)))
        .isInstanceOf(IncompleteException.class)
        .hasMessage("bytes [50000, 60000) cannot be read: the exNode has no copy of them");
  }

  @SeededTest(cases = 40)
  void anyRangeComesExactly(SeededRandom random) throws Exception {
    ExNode exNode =
        stored(
            random.between(1, 3),
            random.chance(0.5)
                ? Conditioning.NONE
                : Conditioning.checksum(random.between(1, 20_000)));
    int from = random.between(0, data.length);
    int to = random.between(from, data.length);
    DownloadRequest request = small(exNode).withRange(ByteRange.between(from, to));

    assertThat(stream(request)).isEqualTo(Arrays.copyOfRange(data, from, to));
    assertThat(file(request)).isEqualTo(Arrays.copyOfRange(data, from, to));
  }

  @Test
  void cancellingADownloadEndsItSoon() throws Exception {
    ExNode exNode = stored(1, Conditioning.NONE);
    depots.stalled.addAll(DEPOTS);
    CompletableFuture<Throwable> end =
        CompletableFuture.supplyAsync(
            () -> catchThrowableOfType(CancelledException.class, () -> file(small(exNode))));
    await().until(() -> depots.requests(DEPOTS.get(0)) > 0);

    cancellation.cancel();

    assertThat(end).succeedsWithin(Duration.ofSeconds(5));
  }

  @Test
  void eventsAddUpToWhatWasPlanned() throws Exception {
    stored(2, Conditioning.NONE);

    long planned =
        events.stream()
            .mapToLong(e -> e instanceof TransferEvent.Planned plan ? plan.bytes() : 0)
            .sum();
    long stored =
        events.stream()
            .mapToLong(e -> e instanceof TransferEvent.Stored s ? s.range().length() : 0)
            .sum();
    assertThat(planned).isEqualTo(2L * data.length).isEqualTo(stored);
  }
}
