package org.datalogistics.lors.cli;

import static org.datalogistics.lors.cli.OptionSpec.option;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.IncompleteException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.OutputFile;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.transfer.Download;
import org.datalogistics.lors.transfer.DownloadRequest;
import org.datalogistics.lors.transfer.DownloadResult;
import org.datalogistics.lors.transfer.DownloadTarget;
import org.datalogistics.lors.transfer.PartFile;
import org.datalogistics.lors.tree.Names;
import org.jspecify.annotations.Nullable;

/**
 * Where lors-download leaves the data. A new file is written under a temporary name and in any
 * order; standard output, devices and files that are resumed are written in order.
 */
final class DownloadOutput implements AutoCloseable {
  private static final String GROUP = "Where the data goes (standard output)";

  static final OptionSpec[] OPTIONS = {
    option(GROUP, "f", "samename", null, "a file called as the exNode says, here"),
    option(GROUP, "o", "outputfile", "NAME", "that file, or in that folder; - is standard output"),
    option(
        GROUP,
        "R",
        "resume",
        null,
        "go on where an earlier run with -R was broken off, or at the end of the output if it"
            + " exists; of many files: leave out those that are complete"),
  };

  private final String title;
  private final ByteRange range;
  private final DownloadTarget target;
  private final @Nullable OutputFile file;
  private final @Nullable PartFile part;
  private final @Nullable Closeable closed;

  private DownloadOutput(
      String title,
      ByteRange range,
      DownloadTarget target,
      @Nullable OutputFile file,
      @Nullable PartFile part,
      @Nullable Closeable closed) {
    this.title = title;
    this.range = range;
    this.target = target;
    this.file = file;
    this.part = part;
    this.closed = closed;
  }

  static DownloadOutput open(ParsedOptions options, ExNode exNode, ByteRange range, ToolIo io)
      throws UsageException, IOException {
    String name = name(options, exNode, io);
    boolean resume = options.has("resume");
    if (name.equals("-") && !options.has("samename")) {
      if (resume) {
        throw new UsageException("-R needs a file: -f or -o NAME");
      }
      String title = exNode.name().isEmpty() ? "data" : exNode.name();
      WritableByteChannel channel = Channels.newChannel(io.out());
      return new DownloadOutput(
          title, range, new DownloadTarget.Ordered(channel), null, null, null);
    }
    Path path = io.file(name);
    boolean exists = Files.exists(path);
    if (exists && !Files.isRegularFile(path)) {
      if (Files.isDirectory(path)) {
        throw new LorsException(name + " is a directory");
      }
      FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
      return new DownloadOutput(
          name, range, new DownloadTarget.Ordered(channel), null, null, channel);
    }
    if (resume && exists) {
      return resumed(name, path, range);
    }
    if (resume) {
      PartFile part = PartFile.open(path, exNode, range, lastBoot());
      return new DownloadOutput(name, range, part.target(), null, part, part);
    }
    OutputFile file = OutputFile.create(path);
    return new DownloadOutput(
        name, range, new DownloadTarget.Positioned(file.channel(), 0), file, null, file);
  }

  /** What tells one start of this machine from another, where there is such a thing. */
  private static String lastBoot() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException e) {
      return "";
    }
  }

  /** In order, so that the end of what is there stays the end of what was read. */
  private static DownloadOutput resumed(String name, Path path, ByteRange range)
      throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    long present = channel.size();
    if (present > range.length()) {
      channel.close();
      throw new LorsException(
          "%s has %d bytes already, wanted are %d: it is not the beginning of this file"
              .formatted(name, present, range.length()));
    }
    channel.position(present);
    ByteRange rest = new ByteRange(range.offset() + present, range.length() - present);
    return new DownloadOutput(name, rest, new DownloadTarget.Ordered(channel), null, null, channel);
  }

  private static String name(ParsedOptions options, ExNode exNode, ToolIo io) throws LorsException {
    String name = options.text("outputfile").orElse("-");
    boolean folder = !name.equals("-") && Files.isDirectory(io.file(name));
    if (!options.has("samename") && !folder) {
      return name;
    }
    String own =
        Names.lastPart(exNode.name())
            .orElseThrow(
                () -> new LorsException("the exNode names no file; choose a name with -o NAME"));
    return folder ? Path.of(name, own).toString() : own;
  }

  /** What the output is called. */
  String title() {
    return title;
  }

  /** The bytes that are still to be read. */
  ByteRange range() {
    return range;
  }

  boolean isStandardOutput() {
    return closed == null;
  }

  boolean isOrdered() {
    return target instanceof DownloadTarget.Ordered;
  }

  /** Reads the data; when some is missing, what comes before it is left under the name. */
  DownloadResult run(
      Download download,
      DownloadRequest request,
      TransferListener listener,
      Cancellation cancellation)
      throws IOException {
    try {
      DownloadResult result = download.run(request, target, listener, cancellation);
      if (file != null) {
        file.complete();
      }
      if (part != null) {
        part.complete();
      }
      return result;
    } catch (IncompleteException e) {
      if (file != null && e.delivered() > 0) {
        file.keep(e.delivered());
        throw new IncompleteException(
            e.getMessage() + "; " + title + " has the first " + e.delivered() + " bytes",
            e.delivered(),
            e.lost());
      }
      if (part != null) {
        throw new IncompleteException(
            e.getMessage() + "; the other bytes are kept, -R goes on with what is missing",
            e.delivered(),
            e.lost());
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (closed != null) {
      closed.close();
    }
  }
}
