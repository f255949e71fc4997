package org.datalogistics.exnode.json;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeCodec;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.ParseLimits;

/**
 * The JSON form of a UNIS directory (exNode spec 5, 6.1, 6.2). Reads what the known writers write,
 * inline extents and links alike; writes one document with inline extents.
 *
 * <p>Times are microseconds, those of extents whole seconds.
 */
public final class JsonExNodeCodec implements ExNodeCodec {

  private final JsonWriteOptions options;
  private final ParseLimits limits;

  public JsonExNodeCodec(JsonWriteOptions options) {
    this(options, ParseLimits.DEFAULT);
  }

  public JsonExNodeCodec(JsonWriteOptions options, ParseLimits limits) {
    this.options = requireNonNull(options, "options is null");
    this.limits = requireNonNull(limits, "limits is null");
  }

  @Override
  public ExNode read(byte[] document) throws ExNodeFormatException {
    return read(document, limits);
  }

  /** The exNode in a document, for those who only read. */
  public static ExNode read(byte[] document, ParseLimits limits) throws ExNodeFormatException {
    limits.checkSize(document.length);
    try (JsonCursor cursor = new JsonCursor(document, limits)) {
      return new JsonDocumentReader(cursor, limits).readExNode();
    }
  }

  /**
   * The extent in a document of its own, as a directory gives it for a link of {@link
   * ExNode#extentLinks}.
   *
   * @throws ExNodeFormatException when it is none
   */
  public static Extent readExtent(byte[] document, ParseLimits limits)
      throws ExNodeFormatException {
    limits.checkSize(document.length);
    try (JsonCursor cursor = new JsonCursor(document, limits)) {
      return new JsonDocumentReader(cursor, limits).readExtent();
    }
  }

  /**
   * What {@link #write} is going to write, for callers that need the ids beforehand or want to keep
   * them: the exNode with id, selfRef, owner, group, permission, and its extents with ids. Ids that
   * are there stay.
   */
  public ExNode identified(ExNode exNode) {
    return UnisDocumentWriter.identified(exNode, options);
  }

  @Override
  public void write(ExNode exNode, OutputStream out) throws IOException {
    ExNode identified = identified(exNode);
    try (JsonOutput json = new JsonOutput(out)) {
      new UnisDocumentWriter(options, json).write(identified);
    }
  }

  /**
   * The document of one extent for a post to the collection of extents.
   *
   * @param exNodeUrl selfRef of the exNode it belongs to
   */
  public byte[] writeExtent(Extent extent, String exNodeUrl) {
    ExtentWriter.check(extent, options.conditioned());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonOutput json = new JsonOutput(bytes)) {
      Extent identified = UnisDocumentWriter.identified(extent, options, new HashSet<>());
      new UnisDocumentWriter(options, json).writeExtent(identified, exNodeUrl);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  @Override
  public ParseLimits limits() {
    return limits;
  }

  @Override
  public String mediaType() {
    return "application/perfsonar+json";
  }
}
