package org.datalogistics.lors.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.condition.Function;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.erasure.Coding;
import org.datalogistics.lors.plan.FetchPolicy;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.TempFiles;
import org.datalogistics.testkit.fabric.FabricExtension;
import org.datalogistics.testkit.fabric.MiniFabric;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Uploads and downloads that are broken off and gone on with. */
class ResumeTest {
  private static final int SIZE = 3_000_000;
  private static final int BLOCK = 100_000;

  @RegisterExtension
  final FabricExtension extension = new FabricExtension(MiniFabric.builder().depots(4));

  @TempDir Path folder;
  private final IbpClient client = new IbpClient();
  private Path source;
  private Path journal;
  private String digest;

  @BeforeEach
  void makeFile() {
    source = folder.resolve("source");
    journal = folder.resolve("source.xnd.part");
    digest = TempFiles.random(source, SIZE, new SeededRandom(5).nextLong()).sha256();
  }

  @AfterEach
  void stop() {
    client.close();
  }

  private UploadRequest request(StoragePolicy storage, Conditioning conditioning) {
    return new UploadRequest(
        new UploadSource.FilePart(source, new ByteRange(0, SIZE)),
        "source",
        Candidate.all(extension.fabric().addresses()),
        storage.withBlockSize(BLOCK),
        conditioning,
        new TransferLimits(4, 10 << 20, Duration.ofSeconds(60)));
  }

  private UploadRequest request() {
    return request(StoragePolicy.DEFAULTS.withCopies(2), Conditioning.NONE);
  }

  /** Breaks it off after so many blocks; 0 for never. */
  private UploadResult upload(UploadRequest request, int breakAfter, List<TransferEvent> events)
      throws IOException {
    Cancellation cancellation = new Cancellation();
    AtomicInteger stored = new AtomicInteger();
    try (UploadJournal kept = UploadJournal.open(journal, request)) {
      UploadResult result =
          new Upload(client, InstantSource.system())
              .resume(
                  request,
                  kept,
                  event -> {
                    events.add(event);
                    if (event instanceof TransferEvent.Stored
                        && stored.incrementAndGet() == breakAfter) {
                      cancellation.cancel();
                    }
                  },
                  cancellation);
      kept.remove();
      return result;
    }
  }

  private void breakOff(UploadRequest request, int after) {
    assertThatThrownBy(() -> upload(request, after, new ArrayList<>()))
        .isInstanceOf(CancelledException.class);
  }

  private static long stores(List<TransferEvent> events) {
    return events.stream().filter(TransferEvent.Stored.class::isInstance).count();
  }

  private String download(ExNode exNode) throws IOException {
    Path target = folder.resolve("target");
    PartFile part = PartFile.open(target, exNode, new ByteRange(0, SIZE), "");
    download(part, exNode, TransferListener.NONE, new Cancellation());
    part.complete();
    return TempFiles.sha256(target);
  }

  private DownloadResult download(
      PartFile part, ExNode exNode, TransferListener listener, Cancellation cancellation)
      throws IOException {
    DownloadRequest request =
        new DownloadRequest(
            exNode,
            new ByteRange(0, SIZE),
            BLOCK,
            FetchPolicy.DEFAULTS,
            1,
            new TransferLimits(4, 10 << 20, Duration.ofSeconds(60)));
    return new Download(client, InstantSource.system())
        .run(request, part.target(), listener, cancellation);
  }

  private long leased() throws Exception {
    long sum = 0;
    for (DepotAddress depot : extension.fabric().addresses()) {
      sum += client.inquire(depot, "1").get().used();
    }
    return sum;
  }

  @Test
  void aBrokenUploadGoesOnWithWhatIsNotStored() throws Exception {
    breakOff(request(), 25);
    List<TransferEvent> events = new ArrayList<>();

    UploadResult result = upload(request(), 0, events);

    assertThat(stores(events)).isBetween(25L, 35L);
    assertThat(result.copies()).isEqualTo(2);
    assertThat(result.exNode().extents()).hasSize(60);
    assertThat(download(result.exNode())).isEqualTo(digest);
    assertThat(journal).doesNotExist();
    assertThat(leased()).isEqualTo(2L * SIZE);
  }

  @Test
  void conditionedBlocksKeepTheirKeysAndParityItsPlace() throws Exception {
    UploadRequest request =
        request(
            StoragePolicy.DEFAULTS.withCoding(new Coding(3, 1)),
            Conditioning.of(List.of(Function.AES_GCM, Function.CHECKSUM), 10_000));
    breakOff(request, 17);
    List<TransferEvent> events = new ArrayList<>();

    UploadResult result = upload(request, 0, events);

    assertThat(stores(events)).isBetween(19L, 25L);
    extension.fabric().depot(1).stop();
    assertThat(download(result.exNode())).isEqualTo(digest);
  }

  @Test
  void whatDepotsHaveLostMeanwhileIsStoredAnew() throws Exception {
    breakOff(request(), 25);
    UploadRequest request = request();
    try (UploadJournal kept = UploadJournal.open(journal, request)) {
      assertThat(kept.isResumed()).isTrue();
    }
    String second = Files.readAllLines(journal).get(1);
    String document = new String(Base64.getDecoder().decode(second.split(" ", -1)[1]), UTF_8);
    String manage = document.replaceAll("(?s).*manage>(ibp[^<]*)<.*", "$1");
    client.decrement(Capability.parse(manage), CapabilityKind.READ).get();
    List<TransferEvent> events = new ArrayList<>();

    UploadResult result = upload(request, 0, events);

    assertThat(events)
        .anyMatch(e -> e instanceof TransferEvent.Warning w && w.text().startsWith("1 of the "));
    assertThat(result.copies()).isEqualTo(2);
    assertThat(download(result.exNode())).isEqualTo(digest);
  }

  @Test
  void aLineThatWasCutOffIsDropped() throws Exception {
    breakOff(request(), 10);
    Files.writeString(journal, "27 PD94bWw", StandardOpenOption.APPEND);

    assertThat(download(upload(request(), 0, new ArrayList<>()).exNode())).isEqualTo(digest);
  }

  @Test
  void aJournalIsOfOneStateOfTheFileAndOneWayToStoreIt() throws Exception {
    breakOff(request(), 10);

    assertThatThrownBy(
            () -> UploadJournal.open(journal, request(StoragePolicy.DEFAULTS, Conditioning.NONE)))
        .isInstanceOf(LorsException.class)
        .hasMessageContaining("remove it to begin anew");
    Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    assertThatThrownBy(() -> UploadJournal.open(journal, request()))
        .hasMessageContaining("another state of " + source);
  }

  @Test
  void onlyTheOwnerReadsAJournalAndOnlyOneUploadUsesIt() throws Exception {
    try (UploadJournal kept = UploadJournal.open(journal, request())) {
      assertThat(kept.isResumed()).isFalse();
      assertThat(Files.getPosixFilePermissions(journal)).hasSize(2);
      assertThatThrownBy(() -> UploadJournal.open(journal, request()))
          .hasMessageContaining("is in use");
    }
  }

  @Test
  void aBrokenDownloadGoesOnWithWhatIsMissing() throws Exception {
    ExNode exNode = upload(request(), 0, new ArrayList<>()).exNode();
    Path target = folder.resolve("out");
    Cancellation cancellation = new Cancellation();
    AtomicInteger loaded = new AtomicInteger();
    try (PartFile part = PartFile.open(target, exNode, new ByteRange(0, SIZE), "boot 1")) {
      assertThatThrownBy(
              () ->
                  download(
                      part,
                      exNode,
                      event -> {
                        if (event instanceof TransferEvent.Loaded
                            && loaded.incrementAndGet() == 12) {
                          cancellation.cancel();
                        }
                      },
                      cancellation))
          .isInstanceOf(CancelledException.class);
    }
    assertThat(target).doesNotExist();
    List<TransferEvent> events = new ArrayList<>();

    PartFile part = PartFile.open(target, exNode, new ByteRange(0, SIZE), "boot 1");
    download(part, exNode, events::add, new Cancellation());
    part.complete();

    long fetched = events.stream().filter(TransferEvent.Loaded.class::isInstance).count();
    assertThat(fetched).isBetween(12L, 18L);
    assertThat(TempFiles.sha256(target)).isEqualTo(digest);
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("source", "out");
    }
  }

  @Test
  void whatIsThereOfAnotherFileOrMayNotBeOnDiskIsDropped() throws Exception {
    ExNode exNode = upload(request(), 0, new ArrayList<>()).exNode();
    Path target = folder.resolve("out");
    try (PartFile part = PartFile.open(target, exNode, new ByteRange(0, SIZE), "boot 1")) {
      download(part, exNode, TransferListener.NONE, new Cancellation());
    }
    try (PartFile part = PartFile.open(target, exNode, new ByteRange(0, SIZE), "boot 1")) {
      assertThat(part.present()).containsExactly(new ByteRange(0, SIZE));
    }
    try (PartFile part = PartFile.open(target, exNode, new ByteRange(0, SIZE), "boot 2")) {
      assertThat(part.present()).isEmpty();
    }
    ExNode other = exNode.toBuilder().created(Instant.EPOCH).build();
    try (PartFile part = PartFile.open(target, other, new ByteRange(0, SIZE), "boot 2")) {
      assertThat(part.present()).isEmpty();
    }
  }

  @Test
  void aJournalThatSaysMoreThanIsThereIsNotBelieved() throws Exception {
    ExNode exNode = ExNode.builder("f").size(100L).extents(List.<Extent>of()).build();
    Path target = folder.resolve("out");
    try (PartFile part = PartFile.open(target, exNode, new ByteRange(0, 100), "")) {
      part.done(new ByteRange(0, 50));
    }
    try (PartFile part = PartFile.open(target, exNode, new ByteRange(0, 100), "")) {
      assertThat(part.present()).isEmpty();
    }
  }
}
