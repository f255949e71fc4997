package org.datalogistics.lors.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Location;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.FakeDepots;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.erasure.Coding;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storing files with parity. */
class CodedUploadTest {

  @TempDir Path folder;
  private final FakeDepots depots = new FakeDepots();
  private final List<TransferEvent> events = new ArrayList<>();

  @AfterEach
  void stop() {
    depots.close();
  }

  private UploadRequest request(
      byte[] bytes, Coding coding, long slice, Conditioning conditioning, List<Candidate> on)
      throws IOException {
    Path file = Files.write(folder.resolve("data"), bytes);
    return new UploadRequest(
        new UploadSource.FilePart(file, new ByteRange(0, bytes.length)),
        "data",
        on,
        StoragePolicy.DEFAULTS.withBlockSize(slice).withCoding(coding),
        conditioning,
        new TransferLimits(6, 1 << 20, Duration.ofSeconds(30)));
  }

  private static UploadRequest asStream(UploadRequest request, byte[] bytes, long length) {
    return new UploadRequest(
        new UploadSource.Stream(new ByteArrayInputStream(bytes), length),
        request.name(),
        request.depots(),
        request.storage(),
        request.conditioning(),
        request.limits());
  }

  private ExNode upload(UploadRequest request) throws IOException {
    return new Upload(depots, InstantSource.system())
        .run(request, events::add, new Cancellation())
        .exNode();
  }

  private byte[] download(ExNode exNode) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Download(depots, InstantSource.system())
        .run(
            DownloadRequest.of(exNode),
            new DownloadTarget.Ordered(Channels.newChannel(out)),
            events::add,
            new Cancellation());
    return out.toByteArray();
  }

  private static List<Candidate> nine() {
    return Candidate.all(FakeDepots.addresses(9));
  }

  private static DepotAddress depot(Extent extent) {
    Location location = extent.location().orElseThrow();
    return new DepotAddress(location.host(), location.port());
  }

  @Test
  void eachSliceOfAGroupIsOnADepotOfItsOwn() throws Exception {
    byte[] data = new SeededRandom(1).bytes(200_000);

    ExNode exNode = upload(request(data, new Coding(6, 3), 10_000, Conditioning.NONE, nine()));

    assertThat(exNode.codingGroups()).hasSize(4);
    for (CodingGroup group : exNode.codingGroups()) {
      List<DepotAddress> holders = new ArrayList<>();
      exNode.extents().stream()
          .filter(extent -> extent.range().overlaps(group.range()))
          .forEach(extent -> holders.add(depot(extent)));
      group.extents().forEach(extent -> holders.add(depot(extent)));
      assertThat(holders).doesNotHaveDuplicates();
      assertThat(group.extents()).hasSize(3);
    }
    assertThat(events).noneMatch(TransferEvent.Warning.class::isInstance);
  }

  @Test
  void threeLostDepotsOfNineAreMadeGood() throws Exception {
    SeededRandom random = new SeededRandom(2);
    byte[] data = random.bytes(200_000);
    ExNode exNode = upload(request(data, new Coding(6, 3), 10_000, Conditioning.NONE, nine()));

    random.shuffled(FakeDepots.addresses(9)).subList(0, 3).forEach(depots::wipe);

    assertThat(download(exNode)).isEqualTo(data);
    assertThat(events).anyMatch(TransferEvent.Rebuilt.class::isInstance);
  }

  @Test
  void fewerDepotsThanSlicesSurviveLessAndThatIsSaid() throws Exception {
    byte[] data = new SeededRandom(3).bytes(100_000);

    ExNode exNode =
        upload(
            request(
                data,
                new Coding(6, 3),
                10_000,
                Conditioning.NONE,
                Candidate.all(FakeDepots.addresses(4))));

    assertThat(events)
        .filteredOn(TransferEvent.Warning.class::isInstance)
        .singleElement()
        .asString()
        .contains("6+3 takes 9 depots, of which 4 can be used")
        .contains("the loss of one depot");
    depots.wipe(FakeDepots.addresses(4).get(2));
    assertThat(download(exNode)).isEqualTo(data);
  }

  @Test
  void aStreamThatEndsEarlyFailsAndLeavesNothing() throws Exception {
    byte[] data = new SeededRandom(4).bytes(100_000);
    UploadRequest request = request(data, new Coding(3, 2), 10_000, Conditioning.NONE, nine());

    assertThatThrownBy(() -> upload(asStream(request, data, data.length + 1)))
        .isInstanceOf(EOFException.class);
    assertThat(depots.allocations()).isZero();
  }

  @Test
  void aDepotThatFailsCostsItsSlicesAnotherPlace() throws Exception {
    byte[] data = new SeededRandom(5).bytes(150_000);
    List<Candidate> ten = Candidate.all(FakeDepots.addresses(10));
    depots.dead.add(FakeDepots.addresses(10).get(7));

    ExNode exNode = upload(request(data, new Coding(6, 3), 10_000, Conditioning.NONE, ten));

    assertThat(exNode.codingGroups()).allMatch(group -> group.extents().size() == 3);
    assertThat(exNode.allExtents()).noneMatch(e -> depots.dead.contains(depot(e)));
    assertThat(download(exNode)).isEqualTo(data);
  }

  @Test
  void slicesThatDoNotFitTheMemoryAreShorter() throws Exception {
    byte[] data = new SeededRandom(6).bytes(3_000_000);

    ExNode exNode = upload(request(data, new Coding(4, 4), 1_000_000, Conditioning.NONE, nine()));

    assertThat(exNode.codingGroups())
        .isNotEmpty()
        .allMatch(group -> group.sliceLength() <= (1 << 20) / 8);
    assertThat(download(exNode)).isEqualTo(data);
  }

  @SeededTest(cases = 60)
  void filesAndStreamsOfAnySizeComeBackWithoutAnyDepotsThatMayBeLost(SeededRandom random)
      throws Exception {
    int k = random.between(1, 6);
    int m = random.between(1, 3);
    int slice = random.between(1, 5_000);
    int size =
        random.pick(
            0,
            1,
            k - 1,
            k,
            slice,
            slice - 1,
            slice + 1,
            k * slice,
            k * slice + 1,
            random.between(0, 60_000));
    byte[] data = random.bytes(size);
    Conditioning conditioning =
        random.chance(0.5) ? Conditioning.NONE : Conditioning.checksum(random.between(100, 3000));
    UploadRequest request = request(data, new Coding(k, m), slice, conditioning, nine());

    ExNode exNode = upload(random.chance(0.5) ? request : asStream(request, data, size));
    random.shuffled(FakeDepots.addresses(9)).subList(0, m).forEach(depots::wipe);

    assertThat(download(exNode)).isEqualTo(data);
    assertThat(exNode.size()).isEqualTo(size);
    assertThat(exNode.codingGroups().isEmpty()).isEqualTo(size == 0);
  }
}
