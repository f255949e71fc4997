package org.datalogistics.lors.depots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CapabilityUris;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.plan.FetchPolicy;
import org.datalogistics.lors.transfer.Download;
import org.datalogistics.lors.transfer.DownloadRequest;
import org.datalogistics.lors.transfer.DownloadTarget;
import org.datalogistics.lors.transfer.Upload;
import org.datalogistics.lors.transfer.UploadRequest;
import org.datalogistics.lors.transfer.UploadSource;
import org.datalogistics.testkit.Direction;
import org.datalogistics.testkit.FaultProxy;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.TempFiles;
import org.datalogistics.testkit.fabric.FabricExtension;
import org.datalogistics.testkit.fabric.MiniFabric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What one operation of a process learns decides what the next one uses. */
class MeasuredSelectionTest {
  private static final int SIZE = 600_000;
  private static final Requirement NEED =
      new Requirement(1, Duration.ofMinutes(1), Reliability.HARD);
  private static final TransferLimits LIMITS =
      new TransferLimits(6, 10 << 20, Duration.ofSeconds(60));

  @RegisterExtension
  static final FabricExtension FABRIC = new FabricExtension(MiniFabric.builder().depots(3));

  @TempDir Path folder;

  @Test
  void aDepotThatWasSlowIsRankedLastByTheNextOperation() throws IOException {
    List<DepotAddress> depots = new ArrayList<>(FABRIC.fabric().addresses());
    Measurements measurements = new Measurements();
    try (IbpClient client = new IbpClient();
        FaultProxy proxy = FaultProxy.to(depots.get(0).port())) {
      DepotAddress slow = new DepotAddress("127.0.0.1", proxy.port());
      ExNode exNode = through(slow, depots.get(0), upload(client, depots));
      depots.set(0, slow);
      DepotSelection selection =
          new DepotSelection(
              DepotSource.of(Candidate.all(depots)),
              new DepotSurvey(client, Duration.ofSeconds(10)),
              new DepotRanking(Resolution.NONE, measurements),
              text -> {});
      assertThat(selection.choose(NEED, 3).get(0).why()).doesNotContain("slow");

      proxy.throttle(Direction.TO_CLIENT, 200_000);
      download(client, exNode, measurements.learning(TransferListener.NONE));

      List<Candidate> next = selection.choose(NEED, 3);
      assertThat(next.get(2).address()).isEqualTo(slow);
      assertThat(next.get(2).why()).contains("/s here, which is slow");
      assertThat(next.get(0).why()).contains("/s here").doesNotContain("slow");
    }
  }

  private ExNode upload(IbpClient client, List<DepotAddress> depots) throws IOException {
    Path source = folder.resolve("source");
    TempFiles.random(source, SIZE, new SeededRandom(3).nextLong());
    UploadRequest request =
        new UploadRequest(
            new UploadSource.FilePart(source, new ByteRange(0, SIZE)),
            "source",
            Candidate.all(depots),
            StoragePolicy.DEFAULTS.withBlockSize(100_000),
            Conditioning.NONE,
            LIMITS);
    return new Upload(client, InstantSource.system())
        .run(request, TransferListener.NONE, new Cancellation())
        .exNode();
  }

  /** The same file, with one of the depots behind a proxy. */
  private static ExNode through(DepotAddress proxy, DepotAddress depot, ExNode exNode) {
    return exNode.withExtents(
        exNode.extents().stream().map(extent -> moved(extent, depot, proxy)).toList());
  }

  private static Extent moved(Extent extent, DepotAddress from, DepotAddress to) {
    String read = extent.read().replace(from.toString(), to.toString());
    return extent.toBuilder().capabilities(CapabilityUris.readOnly(read)).build();
  }

  private static void download(IbpClient client, ExNode exNode, TransferListener listener)
      throws IOException {
    DownloadRequest request =
        new DownloadRequest(
            exNode, new ByteRange(0, SIZE), 100_000, FetchPolicy.DEFAULTS, 1, LIMITS);
    new Download(client, InstantSource.system())
        .run(
            request,
            new DownloadTarget.Ordered(Channels.newChannel(OutputStream.nullOutputStream())),
            listener,
            new Cancellation());
  }
}
