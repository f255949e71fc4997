package org.datalogistics.setup.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.json.JsonWriteOptions.Conditioned;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.depots.UnisDepots;
import org.datalogistics.lors.document.ExNodeDirectory;
import org.datalogistics.lors.plan.FetchPolicy;
import org.datalogistics.lors.transfer.Download;
import org.datalogistics.lors.transfer.DownloadRequest;
import org.datalogistics.lors.transfer.DownloadResult;
import org.datalogistics.lors.transfer.DownloadTarget;
import org.datalogistics.lors.transfer.Upload;
import org.datalogistics.lors.transfer.UploadRequest;
import org.datalogistics.lors.transfer.UploadResult;
import org.datalogistics.lors.transfer.UploadSource;
import org.datalogistics.unis.client.UnisClient;

/** The demo as a user of the directory and the depots: with the library that the tools use. */
final class Transfers implements AutoCloseable {
  private static final Duration REGISTRATION_LIMIT = Duration.ofSeconds(30);
  private static final long REGISTRATION_PERIOD_MILLIS = 50;
  private static final TransferLimits LIMITS =
      new TransferLimits(8, 48L << 20, Duration.ofHours(2));
  private static final long PIECE = 5L << 20;
  private static final long SMALLEST_SLICE = 1L << 20;
  private static final long LARGEST_SLICE = 64L << 20;
  private static final int USUAL_SLICES = 16;

  private final InstantSource clock = InstantSource.system();
  private final IbpClient client = new IbpClient();
  private final UnisClient unis;
  private final ExNodeDirectory documents;

  Transfers(URI directory) {
    this.unis = new UnisClient(directory);
    this.documents = new ExNodeDirectory(unis, System.getProperty("user.name", "demo"), clock);
  }

  /** The depots that the directory lists, once they are so many: they register when they are up. */
  List<DepotAddress> depots(int number) throws IOException, InterruptedException {
    long end = System.nanoTime() + REGISTRATION_LIMIT.toNanos();
    List<DepotAddress> found = UnisDepots.find(unis, clock);
    while (found.size() < number) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "the directory lists %d of %d depots after %d s"
                .formatted(found.size(), number, REGISTRATION_LIMIT.toSeconds()));
      }
      Thread.sleep(REGISTRATION_PERIOD_MILLIS);
      found = UnisDepots.find(unis, clock);
    }
    return found;
  }

  /** Stores a file. */
  UploadResult upload(
      Path file, long length, int copies, List<DepotAddress> depots, TransferListener listener)
      throws IOException {
    UploadRequest request =
        new UploadRequest(
            new UploadSource.FilePart(file, new ByteRange(0, length)),
            String.valueOf(file.getFileName()),
            Candidate.all(depots),
            StoragePolicy.DEFAULTS.withCopies(copies).withBlockSize(sliceSize(length)),
            Conditioning.NONE,
            LIMITS);
    return new Upload(client, clock).run(request, listener, new Cancellation());
  }

  /** A power of two that makes 16 slices or fewer, unless the file is huge. */
  static long sliceSize(long length) {
    long size = SMALLEST_SLICE;
    while (size < LARGEST_SLICE && size * USUAL_SLICES < length) {
      size *= 2;
    }
    return size;
  }

  /** Puts an exNode into the directory; its URL. */
  URI publish(ExNode exNode) throws IOException {
    return documents.post(exNode, "", Conditioned.REFUSE);
  }

  /** An exNode of the directory. */
  ExNode look(URI document) throws IOException {
    return documents.get(document);
  }

  /** Reads a range of a file into the same range of another one. */
  DownloadResult download(ExNode exNode, ByteRange range, Path target, TransferListener listener)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      DownloadRequest request =
          new DownloadRequest(exNode, range, PIECE, FetchPolicy.DEFAULTS, 1, LIMITS);
      return new Download(client, clock)
          .run(
              request,
              new DownloadTarget.Positioned(channel, range.offset()),
              listener,
              new Cancellation());
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
