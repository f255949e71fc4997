package org.datalogistics.lors.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
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
import org.datalogistics.lors.erasure.Coding;
import org.datalogistics.lors.erasure.GroupHealth;
import org.datalogistics.lors.erasure.Health;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parity for stored files, and slices that are made again. */
class RecodeTest {
  private static final List<DepotAddress> DEPOTS = FakeDepots.addresses(12);
  private static final StoragePolicy POLICY = StoragePolicy.DEFAULTS.withBlockSize(5_000);
  private static final TransferLimits LIMITS =
      new TransferLimits(6, 1 << 20, Duration.ofSeconds(60));

  @TempDir Path folder;
  private final FakeDepots depots = new FakeDepots();
  private final Set<DepotAddress> gone = new HashSet<>();

  @AfterEach
  void stop() {
    depots.close();
  }

  private ExNode upload(byte[] data, StoragePolicy policy, Conditioning conditioning)
      throws IOException {
    Path file = Files.write(folder.resolve("data"), data);
    UploadRequest request =
        new UploadRequest(
            new UploadSource.FilePart(file, new ByteRange(0, data.length)),
            "data",
            Candidate.all(DEPOTS.subList(0, 9)),
            policy,
            conditioning,
            LIMITS);
    return new Upload(depots, InstantSource.system())
        .run(request, TransferListener.NONE, new Cancellation())
        .exNode();
  }

  private byte[] download(ExNode exNode) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Download(depots, InstantSource.system())
        .run(
            DownloadRequest.of(exNode),
            new DownloadTarget.Ordered(Channels.newChannel(out)),
            TransferListener.NONE,
            new Cancellation());
    return out.toByteArray();
  }

  private void lose(List<DepotAddress> some) {
    gone.addAll(some);
    some.forEach(depots::wipe);
  }

  private boolean isThere(Extent extent) {
    return gone.stream().noneMatch(d -> d.host().equals(extent.location().orElseThrow().host()));
  }

  private RecodeRequest request(ExNode exNode, Coding coding) {
    return new RecodeRequest(
        exNode,
        this::isThere,
        Candidate.all(DEPOTS.stream().filter(depot -> !gone.contains(depot)).toList()),
        POLICY.withCoding(coding),
        null,
        KeyRing.NONE,
        LIMITS);
  }

  private Recode recode() {
    return new Recode(depots, InstantSource.system());
  }

  @SeededTest(cases = 15)
  void whatWasLostIsMadeAgainOnDepotsOfItsOwn(SeededRandom random) throws Exception {
    byte[] data = random.bytes(random.between(1, 80_000));
    Coding coding = new Coding(random.between(1, 6), random.between(1, 3));
    Conditioning conditioning = random.chance(0.5) ? Conditioning.NONE : Conditioning.checksum(999);
    ExNode exNode = upload(data, POLICY.withCoding(coding), conditioning);
    lose(random.shuffled(DEPOTS.subList(0, 9)).subList(0, coding.paritySlices()));

    RecodeResult result =
        recode().restore(request(exNode, coding), TransferListener.NONE, new Cancellation());

    assertThat(result.missed()).isEmpty();
    Health health = Health.of(result.exNode(), this::isThere);
    assertThat(health.groups()).allMatch(g -> g.state() == GroupHealth.State.WHOLE);
    for (CodingGroup group : result.exNode().codingGroups()) {
      assertThat(
              result.exNode().allExtents().stream()
                  .filter(this::isThere)
                  .filter(
                      e ->
                          group.extents().contains(e)
                              || (result.exNode().extents().contains(e)
                                  && e.range().overlaps(group.range())))
                  .map(e -> e.location().orElseThrow()))
          .doesNotHaveDuplicates();
    }
    lose(
        random
            .shuffled(DEPOTS.stream().filter(depot -> !gone.contains(depot)).toList())
            .subList(0, coding.paritySlices()));
    assertThat(download(result.exNode())).isEqualTo(data);
  }

  @SeededTest(cases = 15)
  void aFileWithoutParityGetsIt(SeededRandom random) throws Exception {
    byte[] data = random.bytes(random.between(1, 60_000));
    Coding coding = new Coding(random.between(1, 4), random.between(1, 3));
    ExNode exNode = upload(data, POLICY, Conditioning.NONE);

    RecodeResult result =
        recode().protect(request(exNode, coding), TransferListener.NONE, new Cancellation());

    assertThat(result.exNode().extents()).isEqualTo(exNode.extents());
    assertThat(result.exNode().codingGroups().stream().mapToLong(CodingGroup::length).sum())
        .isEqualTo(data.length);
    lose(List.of(random.pick(DEPOTS)));
    if (Health.of(result.exNode(), this::isThere).isReadable()) {
      assertThat(download(result.exNode())).isEqualTo(data);
    }
    assertThat(
            recode()
                .protect(
                    request(result.exNode(), coding), TransferListener.NONE, new Cancellation())
                .stored())
        .isEmpty();
  }

  @Test
  void oneDepotOfAFileThatGotParityMayBeLost() throws Exception {
    byte[] data = new SeededRandom(5).bytes(100_000);
    // Stored as if coded, so that neighbouring blocks are on distinct depots.
    ExNode exNode =
        upload(data, POLICY.withCoding(new Coding(3, 2)), Conditioning.checksum(700))
            .withCodingGroups(List.of());

    RecodeResult result =
        recode()
            .protect(request(exNode, new Coding(3, 2)), TransferListener.NONE, new Cancellation());

    assertThat(result.stored()).allMatch(extent -> !extent.isRaw());
    lose(DEPOTS.subList(2, 3));
    assertThat(download(result.exNode())).isEqualTo(data);
  }

  @Test
  void aFileWithHolesGetsNoParityAndNothingIsLeftBehind() throws Exception {
    byte[] data = new SeededRandom(5).bytes(50_000);
    ExNode exNode = upload(data, POLICY, Conditioning.NONE);
    ExNode holed = exNode.withExtents(exNode.extents().subList(1, exNode.extents().size()));
    int before = depots.allocations();

    assertThatThrownBy(
            () ->
                recode()
                    .protect(
                        request(holed, new Coding(3, 2)),
                        TransferListener.NONE,
                        new Cancellation()))
        .isInstanceOf(LorsException.class)
        .hasMessageContaining("cannot be read");
    assertThat(depots.allocations()).isEqualTo(before);
  }
}
