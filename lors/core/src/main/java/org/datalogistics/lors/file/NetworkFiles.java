package org.datalogistics.lors.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.OutputFile;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.transfer.Download;
import org.datalogistics.lors.transfer.DownloadRequest;
import org.datalogistics.lors.transfer.DownloadResult;
import org.datalogistics.lors.transfer.DownloadTarget;
import org.datalogistics.lors.transfer.ReadEngine;
import org.datalogistics.lors.transfer.ReadLimits;
import org.datalogistics.lors.transfer.Upload;
import org.datalogistics.lors.transfer.UploadRequest;
import org.datalogistics.lors.transfer.UploadResult;
import org.datalogistics.lors.transfer.UploadSource;

/**
 * Files over depots for programs. The exNode that comes of storing a file is the only way back to
 * it: keep it, with {@link org.datalogistics.lors.document.ExNodeFiles} or {@link
 * org.datalogistics.lors.document.ExNodeDirectory}. Safe for use by many threads.
 */
public final class NetworkFiles {
  private final DepotOperations client;
  private final List<Candidate> depots;
  private final FileOptions options;
  private final InstantSource clock;

  /**
   * Files over depots.
   *
   * @param client stays open; closing it ends what uses it
   * @param depots where to store, best first; may be empty for reading only
   */
  public NetworkFiles(
      DepotOperations client, List<Candidate> depots, FileOptions options, InstantSource clock) {
    this.client = Objects.requireNonNull(client, "client is null");
    this.depots = List.copyOf(depots);
    this.options = Objects.requireNonNull(options, "options is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  /** Files over depots, with the usual options and the time of the system. */
  public static NetworkFiles over(DepotOperations client, List<Candidate> depots) {
    return new NetworkFiles(client, depots, FileOptions.DEFAULTS, InstantSource.system());
  }

  /** The same with other options. */
  public NetworkFiles with(FileOptions other) {
    return new NetworkFiles(client, depots, other, clock);
  }

  /** How files are stored and read. */
  public FileOptions options() {
    return options;
  }

  /** Stores a local file under its name; blocks until done. */
  public UploadResult upload(Path file) throws IOException {
    return upload(file, TransferListener.NONE, new Cancellation());
  }

  /**
   * Stores a local file under its name; blocks until done.
   *
   * @param listener is told what happens
   * @param cancellation ends it from another thread
   * @throws IOException when it cannot be stored: nothing is left on the depots then
   */
  public UploadResult upload(Path file, TransferListener listener, Cancellation cancellation)
      throws IOException {
    Path name = file.getFileName();
    if (name == null) {
      throw new IllegalArgumentException(file + " does not name a file");
    }
    UploadSource source = new UploadSource.FilePart(file, new ByteRange(0, Files.size(file)));
    return new Upload(client, clock).run(request(source, name.toString()), listener, cancellation);
  }

  private UploadRequest request(UploadSource source, String name) {
    return new UploadRequest(
        source, name, depots, options.storage(), options.conditioning(), options.limits());
  }

  /** Reads a whole file into a local one; blocks until done. */
  public DownloadResult download(ExNode exNode, Path file) throws IOException {
    return download(exNode, file, TransferListener.NONE, new Cancellation());
  }

  /**
   * Reads a whole file into a local one, which appears when it is complete and replaces one of its
   * name; blocks until done.
   *
   * @param listener is told what happens
   * @param cancellation ends it from another thread
   * @throws IOException when bytes cannot be had or written: there is no new file then
   */
  public DownloadResult download(
      ExNode exNode, Path file, TransferListener listener, Cancellation cancellation)
      throws IOException {
    try (OutputFile output = OutputFile.create(file)) {
      DownloadResult result =
          new Download(client, clock)
              .run(
                  read(exNode),
                  new DownloadTarget.Positioned(output.channel(), 0),
                  listener,
                  cancellation);
      output.complete();
      return result;
    }
  }

  private DownloadRequest read(ExNode exNode) {
    return new DownloadRequest(
        exNode,
        new ByteRange(0, exNode.effectiveSize()),
        options.pieceSize(),
        options.fetch(),
        1,
        options.limits(),
        options.keys());
  }

  /** Opens a file for reading, in order or anywhere, by one thread or a thousand. */
  public NetworkFile open(ExNode exNode) {
    ReadLimits limits =
        new ReadLimits(
            options.limits().threads(),
            options.fetch().perDepot(),
            options.pieceSize(),
            options.limits().memory());
    ReadEngine engine = new ReadEngine(client, clock, limits, TransferListener.NONE);
    return new NetworkFile(engine, engine.open(exNode, options.keys()), options);
  }

  /**
   * Opens a new file for writing in order.
   *
   * @param name what the file is to be called, one path component
   */
  public NetworkFileWriter create(String name) {
    Upload upload = new Upload(client, clock);
    return new NetworkFileWriter(
        upload,
        source -> request(source, name),
        options.limits().memory(),
        options.storage(),
        clock);
  }
}
