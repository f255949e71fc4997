package org.datalogistics.lors.transfer;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.xml.XmlExNodeCodec;
import org.datalogistics.ibp.Capability;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.plan.BlockPlan;
import org.datalogistics.lors.plan.UploadBlock;

/**
 * What an upload has stored, in a file, so that a later run goes on where this one was broken off
 * or killed. It belongs to one state of the source file, its size and time of change, and one way
 * to store it; it holds capabilities and keys, so only its owner can read it.
 *
 * <p>An upload with a journal that fails keeps what it has stored. {@link #remove} it once the
 * exNode is in a safe place.
 */
public final class UploadJournal implements Closeable {
  private final Path file;
  private final LineJournal journal;

  private UploadJournal(Path file, LineJournal journal) {
    this.file = file;
    this.journal = journal;
  }

  /**
   * Opens the journal of an upload of a file, or makes one.
   *
   * @throws LorsException when the journal is of another state of the file, or of an upload in
   *     another way
   */
  public static UploadJournal open(Path file, UploadRequest request) throws IOException {
    if (!(request.source() instanceof UploadSource.FilePart source)) {
      throw new LorsException("only the upload of a file can be resumed, not that of a stream");
    }
    LineJournal journal = LineJournal.open(file, subject(source, request));
    if (journal.lines() == null) {
      journal.close();
      throw new LorsException(
          file
              + " is of an upload of another state of "
              + source.file()
              + ", or with other options: use those again, or remove it to begin anew"
              + " (what it stored is kept until its lease ends)");
    }
    return new UploadJournal(file, journal);
  }

  private static String subject(UploadSource.FilePart source, UploadRequest request)
      throws IOException {
    return "lors-upload 1 %d %s %d %d %s %s"
        .formatted(
            Files.size(source.file()),
            Files.getLastModifiedTime(source.file()).toInstant(),
            source.range().offset(),
            source.range().length(),
            conditioning(request.conditioning()),
            request.storage().toString())
        .replace('\n', ' ');
  }

  private static String conditioning(Conditioning conditioning) {
    return conditioning.isNone()
        ? "plain"
        : conditioning.functions()
            + "/"
            + conditioning.blockSize()
            + (conditioning.sharedKey() == null ? "" : "/" + conditioning.sharedKey().id());
  }

  /** Whether an earlier run has stored something. */
  public boolean isResumed() {
    List<String> lines = journal.lines();
    return lines != null && !lines.isEmpty();
  }

  /** What was stored. */
  List<StoredBlock> blocks(BlockPlan plan) throws LorsException {
    List<StoredBlock> blocks = new ArrayList<>();
    List<String> lines = journal.lines();
    for (String line : lines == null ? List.<String>of() : lines) {
      blocks.add(block(line, plan));
    }
    return blocks;
  }

  private StoredBlock block(String line, BlockPlan plan) throws LorsException {
    try {
      int blank = line.indexOf(' ');
      UploadBlock block = plan.block(Integer.parseInt(line.substring(0, blank)));
      byte[] document = Base64.getDecoder().decode(line.substring(blank + 1));
      Extent extent = new XmlExNodeCodec().read(document).extents().get(0);
      if (extent.length() != block.length()
          || extent.offset() != StoredExtents.offset(block)
          || extent.read() == null) {
        throw new IllegalArgumentException("the blocks are others");
      }
      return new StoredBlock(block, Capability.parse(extent.read()).depot(), extent);
    } catch (IOException | RuntimeException e) {
      throw new LorsException(
          file + " does not fit this upload (" + e.getMessage() + "); remove it to begin anew", e);
    }
  }

  void add(StoredBlock block) throws IOException {
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    ExNode one = ExNode.builder("block").extents(List.of(block.extent())).build();
    new XmlExNodeCodec().write(one, document);
    String text =
        new String(Base64.getEncoder().encode(document.toByteArray()), StandardCharsets.US_ASCII);
    journal.add(block.block().index() + " " + text);
  }

  /** The upload need not be resumed any more. */
  public void remove() throws IOException {
    journal.remove();
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
