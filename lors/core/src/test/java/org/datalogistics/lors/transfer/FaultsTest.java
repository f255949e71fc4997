package org.datalogistics.lors.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CapabilityUris;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.ibp.client.IbpClientConfig;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.IncompleteException;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.plan.FetchPolicy;
import org.datalogistics.testkit.Direction;
import org.datalogistics.testkit.Ending;
import org.datalogistics.testkit.FaultProxy;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.TempFiles;
import org.datalogistics.testkit.fabric.FabricExtension;
import org.datalogistics.testkit.fabric.MiniFabric;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Transfers with real depots that die, lie, hang and come back. */
class FaultsTest {
  private static final int SIZE = 3_000_000;

  @RegisterExtension
  final FabricExtension extension = new FabricExtension(MiniFabric.builder().depots(3));

  @TempDir Path folder;
  private final IbpClient client =
      new IbpClient(IbpClientConfig.builder().stallTimeout(Duration.ofSeconds(20)).build());
  private final Cancellation cancellation = new Cancellation();
  private final List<TransferEvent> events = new ArrayList<>();
  private MiniFabric fabric;
  private Path source;
  private String digest;

  @BeforeEach
  void makeFile() {
    fabric = extension.fabric();
    source = folder.resolve("source");
    digest = TempFiles.random(source, SIZE, new SeededRandom(3).nextLong()).sha256();
  }

  @AfterEach
  void stop() {
    client.close();
  }

  private UploadResult upload(int copies, Conditioning conditioning, TransferListener listener)
      throws IOException {
    UploadRequest request =
        new UploadRequest(
            new UploadSource.FilePart(source, new ByteRange(0, SIZE)),
            "source",
            Candidate.all(fabric.addresses()),
            StoragePolicy.DEFAULTS.withCopies(copies).withBlockSize(100_000),
            conditioning,
            new TransferLimits(6, 10 << 20, Duration.ofSeconds(60)));
    return new Upload(client, InstantSource.system()).run(request, listener, cancellation);
  }

  private String download(ExNode exNode, TransferListener listener) throws IOException {
    Path target = folder.resolve("target");
    DownloadRequest request =
        new DownloadRequest(
            exNode,
            new ByteRange(0, exNode.effectiveSize()),
            100_000,
            FetchPolicy.DEFAULTS,
            1,
            new TransferLimits(8, 10 << 20, Duration.ofSeconds(60)));
    try (FileChannel file =
        FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      new Download(client, InstantSource.system())
          .run(request, new DownloadTarget.Positioned(file, 0), listener, cancellation);
    }
    return TempFiles.sha256(target);
  }

  /** The same file, with one of the depots behind a proxy. */
  private static ExNode through(FaultProxy proxy, DepotAddress depot, ExNode exNode) {
    List<Extent> extents = new ArrayList<>();
    for (Extent extent : exNode.extents()) {
      String moved = extent.read().replace(depot.toString(), "127.0.0.1:" + proxy.port());
      extents.add(extent.toBuilder().capabilities(CapabilityUris.readOnly(moved)).build());
    }
    return exNode.withExtents(extents);
  }

  private long leased() throws Exception {
    long sum = 0;
    for (DepotAddress depot : fabric.addresses()) {
      sum += client.inquire(depot, "1").get().used();
    }
    return sum;
  }

  private static TransferListener after(int stored, Runnable action) {
    AtomicInteger count = new AtomicInteger();
    return event -> {
      boolean step = event instanceof TransferEvent.Stored || event instanceof TransferEvent.Loaded;
      if (step && count.incrementAndGet() == stored) {
        action.run();
      }
    };
  }

  @Test
  void aDepotThatDiesDuringAnUploadIsReplaced() throws Exception {
    UploadResult result = upload(2, Conditioning.NONE, after(10, () -> fabric.depot(1).stop()));

    assertThat(result.failures()).isPositive();
    fabric.depot(1).start();
    assertThat(download(result.exNode(), events::add)).isEqualTo(digest);
  }

  @Test
  void aDepotThatDiesDuringADownloadIsReplaced() throws Exception {
    ExNode exNode = upload(2, Conditioning.NONE, TransferListener.NONE).exNode();

    String read = download(exNode, after(5, () -> fabric.depot(0).stop()));

    assertThat(read).isEqualTo(digest);
  }

  @Test
  void aDepotThatComesBackIsUsedAgainWhenThereIsNoOther() throws Exception {
    ExNode exNode = upload(1, Conditioning.NONE, TransferListener.NONE).exNode();
    fabric.depot(2).stop();
    CountDownLatch failed = new CountDownLatch(1);
    Thread starter = new Thread(() -> startAfter(failed, 2));
    starter.start();

    String read =
        download(
            exNode,
            event -> {
              if (event instanceof TransferEvent.Failed) {
                failed.countDown();
              }
            });

    assertThat(read).isEqualTo(digest);
    starter.join();
  }

  private void startAfter(CountDownLatch latch, int depot) {
    try {
      latch.await();
      fabric.depot(depot).start();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void bytesChangedOnTheWayAreFoundByChecksums() throws Exception {
    ExNode exNode = upload(2, Conditioning.checksum(10_000), TransferListener.NONE).exNode();
    DepotAddress liar = fabric.depot(1).address();
    try (FaultProxy proxy = FaultProxy.to(liar.port())) {
      proxy.corruptEvery(Direction.TO_CLIENT, 50_000);

      assertThat(download(through(proxy, liar, exNode), events::add)).isEqualTo(digest);
    }
    assertThat(events)
        .anyMatch(e -> e instanceof TransferEvent.Failed f && f.reason().contains("checksum"));
  }

  @Test
  void connectionsThatBreakAreMadeGood() throws Exception {
    ExNode exNode = upload(1, Conditioning.NONE, TransferListener.NONE).exNode();
    DepotAddress weak = fabric.depot(0).address();
    try (FaultProxy proxy = FaultProxy.to(weak.port())) {
      proxy.cutOnceAfter(Direction.TO_CLIENT, 50_000, Ending.RESET); // within the first piece

      assertThat(download(through(proxy, weak, exNode), events::add)).isEqualTo(digest);
    }
    assertThat(events).anyMatch(TransferEvent.Failed.class::isInstance);
  }

  @Test
  void aDepotThatHangsIsLeftForAnother() throws Exception {
    ExNode exNode = upload(2, Conditioning.NONE, TransferListener.NONE).exNode();
    DepotAddress slow = fabric.depot(2).address();
    try (FaultProxy proxy = FaultProxy.to(slow.port())) {
      proxy.hold();
      long start = System.nanoTime();

      assertThat(download(through(proxy, slow, exNode), events::add)).isEqualTo(digest);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(18));
    }
  }

  @Test
  void aSlowDepotDoesNotSetThePace() throws Exception {
    ExNode exNode = upload(3, Conditioning.NONE, TransferListener.NONE).exNode();
    DepotAddress slow = fabric.depot(0).address();
    try (FaultProxy proxy = FaultProxy.to(slow.port())) {
      proxy.throttle(Direction.TO_CLIENT, 20_000); // all of its share would take 50 s
      long start = System.nanoTime();

      assertThat(download(through(proxy, slow, exNode), events::add)).isEqualTo(digest);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void whatNoDepotHasIsNamed() throws Exception {
    ExNode exNode = upload(1, Conditioning.NONE, TransferListener.NONE).exNode();
    Extent lost = exNode.extents().get(7);
    client.decrement(Capability.parse(lost.manage()), CapabilityKind.READ).get();

    assertThatThrownBy(() -> download(exNode, events::add))
        .isInstanceOf(IncompleteException.class)
        .hasMessageContaining("bytes [700000, 800000) cannot be read: every copy failed")
        .hasMessageContaining(lost.location().get().toString())
        .hasMessageNotContaining(lost.read());
  }

  @Test
  void cancellingAnUploadLeavesNothingBehind() throws Exception {
    CancelledException end =
        catchThrowableOfType(
            CancelledException.class,
            () -> {
              TransferListener cancelling = after(20, cancellation::cancel);
              upload(
                  3,
                  Conditioning.NONE,
                  event -> {
                    events.add(event);
                    cancelling.onEvent(event);
                  });
            });

    assertThat(end).hasMessage("cancelled");
    assertThat(events).noneMatch(TransferEvent.Failed.class::isInstance);
    assertThat(leased()).isZero();
  }

  @Test
  void noDepotIsBlamedForAnOutputThatCannotBeWritten() throws Exception {
    ExNode exNode = upload(2, Conditioning.NONE, TransferListener.NONE).exNode();
    DownloadRequest request =
        new DownloadRequest(
            exNode,
            new ByteRange(0, SIZE),
            100_000,
            FetchPolicy.DEFAULTS,
            1,
            new TransferLimits(8, 10 << 20, Duration.ofSeconds(60)));
    Path target = folder.resolve("target");
    try (FileChannel file =
        FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      DownloadTarget beyond = new DownloadTarget.Positioned(file, 1L << 62); // no disk is so large

      assertThatThrownBy(
              () ->
                  new Download(client, InstantSource.system())
                      .run(request, beyond, events::add, cancellation))
          .hasMessageStartingWith("cannot write the output: ");
    }
    assertThat(events).noneMatch(TransferEvent.Failed.class::isInstance);
  }

  @Test
  void anUploadThatFailsLeavesNothingBehind() throws Exception {
    TransferListener cutter =
        after(
            10,
            () -> {
              try {
                Files.write(source, new byte[10]); // the file shrinks under the upload
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });

    assertThatThrownBy(() -> upload(1, Conditioning.checksum(1000), cutter))
        .isInstanceOf(IOException.class);
    assertThat(leased()).isZero();
  }
}
