package org.datalogistics.lors.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.lors.plan.ByteRanges;
import org.jspecify.annotations.Nullable;

/**
 * A file that appears under its name when it is complete, and of which a later process knows what
 * is there if this one is killed: until then its bytes are in {@code .NAME.part}, and {@code
 * .NAME.part.log} says which. Both are left behind by {@link #close} and removed by {@link
 * #complete}. Not thread-safe.
 */
public final class PartFile implements Closeable, PieceLog {
  private final Path target;
  private final Path part;
  private final FileChannel channel;
  private final LineJournal journal;
  private final List<ByteRange> present;

  private PartFile(
      Path target, Path part, FileChannel channel, LineJournal journal, List<ByteRange> present) {
    this.target = target;
    this.part = part;
    this.channel = channel;
    this.journal = journal;
    this.present = present;
  }

  /**
   * Starts a file, or goes on with what is there of it. What is there of another exNode, or of
   * another range, is dropped; so is what was written before the machine was last started, as it
   * may not have come to the disk.
   *
   * @param range bytes of the exNode's file that this one is to have
   * @param boot tells one start of the machine from another; empty where nobody knows
   */
  public static PartFile open(Path file, ExNode exNode, ByteRange range, String boot)
      throws IOException {
    Path target = file.toAbsolutePath();
    Path part = target.resolveSibling("." + target.getFileName() + ".part");
    Path log = part.resolveSibling(part.getFileName() + ".log");
    String subject = subject(exNode, range, boot);
    LineJournal journal = LineJournal.open(log, subject);
    try {
      FileChannel channel =
          FileChannel.open(
              part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      List<ByteRange> present = ranges(journal.lines(), range, channel.size());
      if (present == null) {
        channel.truncate(0);
        journal = journal.restart(subject);
        present = List.of();
      }
      return new PartFile(target, part, channel, journal, present);
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  private static String subject(ExNode exNode, ByteRange range, String boot) {
    String identity =
        "%s %d %s"
            .formatted(
                exNode.name(),
                exNode.effectiveSize(),
                exNode.created() == null ? exNode.extents().hashCode() : exNode.created());
    return "lors-download 1 %d %d %s %s"
        .formatted(range.offset(), range.length(), boot, identity.replace('\n', ' '));
  }

  /** Null when the lines are not those of such a file. */
  private static @Nullable List<ByteRange> ranges(
      @Nullable List<String> lines, ByteRange within, long size) {
    if (lines == null) {
      return null;
    }
    List<ByteRange> ranges = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      try {
        ByteRange range = new ByteRange(Long.parseLong(words[0]), Long.parseLong(words[1]));
        if (words.length != 2 || !within.contains(range) || range.end() - within.offset() > size) {
          return null;
        }
        ranges.add(range);
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        return null;
      }
    }
    return ByteRanges.merged(ranges);
  }

  /** Where to write, the first byte of the range at 0. */
  public DownloadTarget target() {
    return new DownloadTarget.Positioned(channel, 0, this);
  }

  @Override
  public List<ByteRange> present() {
    return present;
  }

  @Override
  public void done(ByteRange range) throws IOException {
    journal.add(range.offset() + " " + range.length());
  }

  /** The file is complete: it gets its name, replacing one that has it. */
  public void complete() throws IOException {
    channel.close();
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    journal.remove();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    journal.close();
  }
}
