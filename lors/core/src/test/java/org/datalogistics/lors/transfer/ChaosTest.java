package org.datalogistics.lors.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.IncompleteException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.erasure.Coding;
import org.datalogistics.lors.plan.ByteRanges;
import org.datalogistics.lors.plan.FetchPolicy;
import org.datalogistics.lors.transfer.Storm.Fault;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.datalogistics.testkit.TempFiles;
import org.datalogistics.testkit.fabric.FabricExtension;
import org.datalogistics.testkit.fabric.MiniFabric;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Six depots that fail in every way while files go to them and come back. {@code -Ddlt.chaos=N} has
 * N rounds of the long one.
 */
class ChaosTest {
  private static final int SIZE = 2_000_000;
  private static final int BLOCK = 50_000;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final StoragePolicy STORAGE = StoragePolicy.DEFAULTS.withBlockSize(BLOCK);

  @RegisterExtension
  final FabricExtension extension = new FabricExtension(MiniFabric.builder().depots(6));

  @TempDir Path folder;
  private final IbpClient client = new IbpClient();
  private Storm storm;
  private DepotOperations depots;
  private Path source;
  private String digest;

  @BeforeEach
  void start() {
    storm = new Storm(extension.fabric());
    depots = storm.through(client);
    source = folder.resolve("source");
    digest = TempFiles.random(source, SIZE, new SeededRandom(11).nextLong()).sha256();
  }

  @AfterEach
  void stop() {
    client.close();
    storm.close();
  }

  private UploadResult upload(StoragePolicy storage, TransferListener listener) throws IOException {
    UploadRequest request =
        new UploadRequest(
            new UploadSource.FilePart(source, new ByteRange(0, SIZE)),
            "source",
            Candidate.all(extension.fabric().addresses()),
            storage,
            Conditioning.checksum(5_000),
            new TransferLimits(6, 10 << 20, LIMIT));
    return new Upload(depots, InstantSource.system()).run(request, listener, new Cancellation());
  }

  private String download(ExNode exNode, TransferListener listener) throws IOException {
    Path target = folder.resolve("target");
    Files.deleteIfExists(target);
    DownloadRequest request =
        new DownloadRequest(
            exNode,
            new ByteRange(0, SIZE),
            BLOCK,
            FetchPolicy.DEFAULTS,
            1,
            new TransferLimits(8, 10 << 20, LIMIT));
    try (FileChannel file =
        FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      new Download(depots, InstantSource.system())
          .run(request, new DownloadTarget.Positioned(file, 0), listener, new Cancellation());
    }
    return TempFiles.sha256(target);
  }

  /** Runs something at every n-th block. */
  private static TransferListener every(int blocks, Runnable action) {
    int[] count = new int[1];
    return event -> {
      boolean step = event instanceof TransferEvent.Stored || event instanceof TransferEvent.Loaded;
      if (step && count[0]++ % blocks == 0) {
        action.run();
      }
    };
  }

  private long leased(int depot) throws Exception {
    return client.inquire(extension.fabric().addresses().get(depot), "1").get().used();
  }

  private static long listed(ExNode exNode, DepotAddress depot) {
    return exNode.allExtents().stream()
        .filter(extent -> extent.location().orElseThrow().toString().equals(depot.toString()))
        .mapToLong(Extent::allocLength)
        .sum();
  }

  private void assertNothingElseIsLeased(ExNode exNode) {
    List<DepotAddress> addresses = extension.fabric().addresses();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              for (int i = 0; i < addresses.size(); i++) {
                assertThat(leased(i)).isEqualTo(listed(exNode, addresses.get(i)));
              }
            });
  }

  @SeededTest(cases = 2)
  void whateverHappensToTwoDepotsAtATimeFilesComeBack(SeededRandom random) throws Exception {
    List<Fault> quiet = List.of(Fault.KILLED, Fault.PAUSED, Fault.CRAWLING, Fault.CUT);
    int rounds = Integer.getInteger("dlt.chaos", 1);
    for (int round = 0; round < rounds; round++) {
      StoragePolicy storage =
          random.chance(0.5) ? STORAGE.withCopies(3) : STORAGE.withCoding(new Coding(2, 2));
      UploadResult result = upload(storage, every(40, () -> storm.change(random, quiet)));
      storm.heal();
      List<Fault> all = new ArrayList<>(quiet);
      all.add(Fault.LYING);

      String read = download(result.exNode(), every(15, () -> storm.change(random, all)));

      storm.heal();
      assertThat(read).isEqualTo(digest);
      assertThat(download(result.exNode(), TransferListener.NONE)).isEqualTo(digest);
      new Upload(client, InstantSource.system()).giveBack(result.exNode());
    }
  }

  @Test
  void aPausedDepotIsGivenUpInSecondsAndWhatItMadeTooLateIsGivenBack() throws Exception {
    long start = System.nanoTime();
    UploadResult result =
        upload(
            STORAGE.withCopies(2).withBlockSize(20_000),
            every(1000, () -> storm.strike(2, Fault.PAUSED)));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
    assertThat(result.copies()).isEqualTo(2);
    storm.heal();
    assertThat(download(result.exNode(), TransferListener.NONE)).isEqualTo(digest);
  }

  @Test
  void aDepotThatCrawlsHoldsNothingUp() throws Exception {
    storm.strike(0, Fault.CRAWLING);
    long start = System.nanoTime();

    UploadResult result = upload(STORAGE.withCopies(2), TransferListener.NONE);
    assertThat(download(result.exNode(), TransferListener.NONE)).isEqualTo(digest);

    // A sixth of the bytes at its pace would take more than a minute.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
    storm.heal();
    assertNothingElseIsLeased(result.exNode());
  }

  @Test
  void anUploadThatFailsLeavesNothingOnAnyDepot() {
    IOException failure =
        catchThrowableOfType(
            IOException.class,
            () ->
                upload(
                    STORAGE.withCopies(2),
                    event -> {
                      if (event instanceof TransferEvent.Stored s
                          && s.range().offset() > SIZE / 2) {
                        try {
                          Files.write(source, new byte[10]); // nothing more can be read of it
                        } catch (IOException e) {
                          throw new IllegalStateException(e);
                        }
                      }
                    }));

    assertThat(failure).isNotNull();
    assertNothingElseIsLeased(ExNode.builder("none").build());
  }

  @Test
  void dataThatChangedOnADisksIsReadFromElsewhere() throws Exception {
    UploadResult result = upload(STORAGE.withCopies(2), TransferListener.NONE);
    try (Stream<Path> files = Files.walk(extension.fabric().depot(3).folder().resolve("r1/data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 100; i < bytes.length; i += 5_000) {
          bytes[i] ^= 1;
        }
        Files.write(file, bytes);
      }
    }

    assertThat(download(result.exNode(), TransferListener.NONE)).isEqualTo(digest);
  }

  @Test
  void exactlyTheBytesThatNobodyHasAreNamed() throws Exception {
    UploadResult result = upload(STORAGE.withCopies(2), TransferListener.NONE);
    Set<String> dead =
        Set.of(
            extension.fabric().addresses().get(1).toString(),
            extension.fabric().addresses().get(2).toString());
    List<ByteRange> alive =
        result.exNode().extents().stream()
            .filter(extent -> !dead.contains(extent.location().orElseThrow().toString()))
            .map(Extent::range)
            .toList();
    storm.strike(1, Fault.KILLED);
    storm.strike(2, Fault.KILLED);

    IncompleteException failure =
        catchThrowableOfType(
            IncompleteException.class, () -> download(result.exNode(), TransferListener.NONE));

    List<ByteRange> lost = ByteRanges.without(new ByteRange(0, SIZE), alive);
    assertThat(lost).isNotEmpty();
    assertThat(failure.lost()).isEqualTo(lost);
    assertThat(failure).hasMessageContaining("bytes " + lost.get(0));
  }

  @Test
  void whereNoDepotIsLeftTheUploadSaysSoInTime() {
    for (int i = 0; i < 6; i++) {
      storm.strike(i, Fault.KILLED);
    }
    long start = System.nanoTime();

    assertThat(
            catchThrowableOfType(LorsException.class, () -> upload(STORAGE, TransferListener.NONE)))
        .hasMessageContaining("no depot took bytes");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
  }
}
