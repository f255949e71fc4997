package org.datalogistics.lors;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.ibp.client.Payload;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.transfer.Download;
import org.datalogistics.lors.transfer.DownloadRequest;
import org.datalogistics.lors.transfer.DownloadTarget;
import org.datalogistics.lors.transfer.Upload;
import org.datalogistics.lors.transfer.UploadRequest;
import org.datalogistics.lors.transfer.UploadSource;

/** Puts files onto depots for tests, reads them back, and does harm to them. */
public final class StoredFile {
  /** Small limits, so that several rounds are needed. */
  public static final TransferLimits LIMITS =
      new TransferLimits(4, 1 << 20, Duration.ofSeconds(60));

  private StoredFile() {}

  /** Stores bytes in blocks of 10 000 with a lease of an hour. */
  public static ExNode upload(
      DepotOperations client,
      List<DepotAddress> depots,
      byte[] data,
      int copies,
      Conditioning conditioning)
      throws IOException {
    UploadRequest request =
        new UploadRequest(
            new UploadSource.Stream(new ByteArrayInputStream(data), data.length),
            "data",
            Candidate.all(depots),
            StoragePolicy.DEFAULTS
                .withCopies(copies)
                .withBlockSize(10_000)
                .withLease(Duration.ofHours(1)),
            conditioning,
            LIMITS);
    return new Upload(client, InstantSource.system())
        .run(request, TransferListener.NONE, new Cancellation())
        .exNode();
  }

  /** All bytes of a file. */
  public static byte[] download(DepotOperations client, ExNode exNode) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Download(client, InstantSource.system())
        .run(
            DownloadRequest.of(exNode),
            new DownloadTarget.Ordered(Channels.newChannel(out)),
            TransferListener.NONE,
            new Cancellation());
    return out.toByteArray();
  }

  /** Deletes the allocation behind an extent. */
  public static void delete(DepotOperations client, Extent extent) {
    client.decrement(Capability.parse(String.valueOf(extent.manage())), CapabilityKind.READ).join();
  }

  /** Changes stored bytes behind everybody's back. */
  public static void damage(DepotOperations client, Extent extent, long position) {
    client
        .write(
            Capability.parse(String.valueOf(extent.write())),
            position,
            Payload.of(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7})))
        .join();
  }
}
