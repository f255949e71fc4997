package org.datalogistics.lors.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.CopiesBy;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.CopyBy;
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

/** Uploads whose second and further copies are made by the depots. */
class FurtherCopiesTest {
  private static final int SIZE = 2_000_000;
  private static final int BLOCK = 100_000;

  /** What is sent goes to the first depot. */
  private static final StoragePolicy STORAGE =
      new StoragePolicy(1, 1, Reliability.HARD, Duration.ofHours(1), BLOCK)
          .withCopyBy(CopyBy.DEPOTS);

  @RegisterExtension
  final FabricExtension extension = new FabricExtension(MiniFabric.builder().depots(4));

  @TempDir Path folder;
  private final IbpClient client = new IbpClient();
  private final List<TransferEvent> events = new ArrayList<>();
  private Path source;
  private String digest;

  @BeforeEach
  void makeFile() {
    source = folder.resolve("source");
    digest = TempFiles.random(source, SIZE, new SeededRandom(3).nextLong()).sha256();
  }

  @AfterEach
  void stop() {
    client.close();
  }

  private UploadRequest request(
      List<DepotAddress> depots, StoragePolicy storage, Conditioning conditioning) {
    return new UploadRequest(
        new UploadSource.FilePart(source, new ByteRange(0, SIZE)),
        "source",
        Candidate.all(depots),
        storage,
        conditioning,
        new TransferLimits(4, 10 << 20, Duration.ofSeconds(60)));
  }

  private UploadRequest request(StoragePolicy storage, Conditioning conditioning) {
    return request(extension.fabric().addresses(), storage, conditioning);
  }

  private UploadResult upload(DepotOperations depots, UploadRequest request) throws IOException {
    return new Upload(depots, InstantSource.system()).run(request, events::add, new Cancellation());
  }

  private String download(ExNode exNode) throws IOException {
    Path target = folder.resolve("target");
    PartFile part = PartFile.open(target, exNode, new ByteRange(0, SIZE), "");
    DownloadRequest request =
        new DownloadRequest(
            exNode,
            new ByteRange(0, SIZE),
            BLOCK,
            FetchPolicy.DEFAULTS,
            1,
            new TransferLimits(4, 10 << 20, Duration.ofSeconds(60)));
    new Download(client, InstantSource.system())
        .run(request, part.target(), TransferListener.NONE, new Cancellation());
    part.complete();
    return TempFiles.sha256(target);
  }

  private long leased() throws Exception {
    long sum = 0;
    for (DepotAddress depot : extension.fabric().addresses()) {
      sum += client.inquire(depot, "1").get().used();
    }
    return sum;
  }

  private long count(Class<? extends TransferEvent> kind) {
    return events.stream().filter(kind::isInstance).count();
  }

  /** Depots that do not know some commands. */
  private static DepotOperations without(DepotOperations depots, Set<String> commands) {
    return (DepotOperations)
        Proxy.newProxyInstance(
            DepotOperations.class.getClassLoader(),
            new Class<?>[] {DepotOperations.class},
            (proxy, method, arguments) -> {
              if (commands.contains(method.getName())) {
                return CompletableFuture.failedFuture(
                    new IbpException(IbpError.UNKNOWN_FUNCTION, method.getName()));
              }
              try {
                Object result = method.invoke(depots, arguments);
                return result instanceof DepotOperations view ? without(view, commands) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void theFileIsReadableFromTheDepotsCopiesAlone() throws Exception {
    UploadResult result = upload(client, request(STORAGE.withCopies(3), Conditioning.NONE));
    extension.fabric().depot(0).stop();

    assertThat(result.copies()).isEqualTo(3);
    assertThat(ReplicaMap.of(result.exNode()).copies(CopiesBy.DEPOT).min()).isEqualTo(3);
    assertThat(download(result.exNode())).isEqualTo(digest);
    assertThat(count(TransferEvent.Stored.class)).isEqualTo(20);
    assertThat(count(TransferEvent.Copied.class)).isEqualTo(40);
    assertThat(events)
        .filteredOn(TransferEvent.Planned.class::isInstance)
        .containsExactly(new TransferEvent.Planned(3L * SIZE));
    assertThat(result.exNode().extents())
        .allMatch(extent -> extent.end().equals(extent.start().plus(STORAGE.lease())));
  }

  @Test
  void conditionedBlocksAreCopiedAsStoredWithTheirFunctions() throws Exception {
    UploadResult result =
        upload(
            client,
            request(
                STORAGE.withCopies(2),
                Conditioning.of(List.of(Function.AES_GCM, Function.CHECKSUM), 10_000)));
    extension.fabric().depot(0).stop();

    assertThat(result.exNode().extents()).hasSize(40);
    assertThat(
            result.exNode().extents().stream()
                .collect(Collectors.groupingBy(Extent::offset))
                .values())
        .allMatch(
            copies ->
                copies.get(0).functions().equals(copies.get(1).functions())
                    && copies.get(0).allocLength() == copies.get(1).allocLength()
                    && !copies.get(0).location().equals(copies.get(1).location()));
    assertThat(download(result.exNode())).isEqualTo(digest);
  }

  @Test
  void depotsThatDoNotPushSend() throws Exception {
    UploadResult result =
        upload(without(client, Set.of("push")), request(STORAGE.withCopies(2), Conditioning.NONE));

    assertThat(result.copies()).isEqualTo(2);
    assertThat(result.failures()).isPositive();
    assertThat(leased()).isEqualTo(2L * SIZE);
    assertThat(download(result.exNode())).isEqualTo(digest);
  }

  @Test
  void whatDepotsCannotCopyGoesThroughThisProcess() throws Exception {
    UploadResult result =
        upload(
            without(client, Set.of("push", "send")),
            request(STORAGE.withCopies(2), Conditioning.checksum(5_000)));

    assertThat(ReplicaMap.of(result.exNode()).copies(CopiesBy.DEPOT).min()).isEqualTo(2);
    assertThat(download(result.exNode())).isEqualTo(digest);
  }

  @Test
  void copiesThatCannotBeMadeAreWarnedOf() throws Exception {
    List<DepotAddress> few = extension.fabric().addresses().subList(0, 2);

    UploadResult result = upload(client, request(few, STORAGE.withCopies(3), Conditioning.NONE));
    assertThat(result.copies()).isEqualTo(2);
    assertThat(events)
        .anyMatch(e -> e instanceof TransferEvent.Warning w && w.text().startsWith("3 copies"));

    extension.fabric().depot(1).stop();
    UploadResult alone = upload(client, request(few, STORAGE.withCopies(2), Conditioning.NONE));
    assertThat(alone.copies()).isEqualTo(1);
    assertThat(events)
        .anyMatch(
            e -> e instanceof TransferEvent.Warning w && w.text().startsWith("20 of 20 further"));
    assertThat(download(alone.exNode())).isEqualTo(digest);
  }

  @Test
  void aTargetThatDiesAmongTheCopiesIsReplaced() throws Exception {
    List<DepotAddress> depots = extension.fabric().addresses();
    Upload upload = new Upload(client, InstantSource.system());

    UploadResult result =
        upload.run(
            request(STORAGE.withCopies(2), Conditioning.NONE),
            event -> {
              if (event instanceof TransferEvent.Copied copied
                  && copied.to().equals(depots.get(1))) {
                extension.fabric().depot(1).stop();
              }
            },
            new Cancellation());

    assertThat(result.copies()).isEqualTo(2);
    assertThat(result.failures()).isPositive();
    assertThat(result.depots()).contains(depots.get(2));
    assertThat(download(result.exNode())).isEqualTo(digest);
  }

  @Test
  void parityIsSentOnceAndDataIsCopied() throws Exception {
    UploadResult result =
        upload(
            client, request(STORAGE.withCopies(2).withCoding(new Coding(3, 1)), Conditioning.NONE));

    assertThat(result.copies()).isEqualTo(2);
    assertThat(ReplicaMap.of(result.exNode()).copies(CopiesBy.DEPOT).min()).isEqualTo(2);
    assertThat(result.exNode().codingGroups())
        .isNotEmpty()
        .allMatch(group -> group.slices().size() == 1);
    assertThat(download(result.exNode())).isEqualTo(digest);
  }

  @Test
  void cancellingAmongTheCopiesLeavesNothing() {
    Cancellation cancellation = new Cancellation();
    TransferListener listener =
        event -> {
          if (event instanceof TransferEvent.Copied) {
            cancellation.cancel();
          }
        };

    assertThatThrownBy(
            () ->
                new Upload(client, InstantSource.system())
                    .run(request(STORAGE.withCopies(3), Conditioning.NONE), listener, cancellation))
        .isInstanceOf(CancelledException.class);

    await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(leased()).isZero());
  }

  @Test
  void whatWasSentBeforeACancellationIsNotSentAgain() throws Exception {
    UploadRequest request = request(STORAGE.withCopies(2), Conditioning.NONE);
    Cancellation cancellation = new Cancellation();
    Path file = folder.resolve("journal");
    try (UploadJournal journal = UploadJournal.open(file, request)) {
      TransferListener listener =
          event -> {
            if (event instanceof TransferEvent.Copied) {
              cancellation.cancel();
            }
          };
      assertThatThrownBy(
              () ->
                  new Upload(client, InstantSource.system())
                      .resume(request, journal, listener, cancellation))
          .isInstanceOf(CancelledException.class);
    }
    await().untilAsserted(() -> assertThat(leased()).isEqualTo(SIZE));

    for (int copied : new int[] {20, 0}) {
      events.clear();
      try (UploadJournal journal = UploadJournal.open(file, request)) {
        UploadResult result =
            new Upload(client, InstantSource.system())
                .resume(request, journal, events::add, new Cancellation());
        assertThat(result.copies()).isEqualTo(2);
        assertThat(download(result.exNode())).isEqualTo(digest);
      }
      assertThat(count(TransferEvent.Stored.class)).isZero();
      assertThat(count(TransferEvent.Copied.class)).isEqualTo(copied);
      assertThat(leased()).isEqualTo(2L * SIZE);
    }
  }
}
