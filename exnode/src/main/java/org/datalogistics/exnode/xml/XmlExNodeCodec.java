package org.datalogistics.exnode.xml;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeCodec;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.ParseLimits;

/**
 * The XML form (exNode spec 2), file names {@code *.xnd}.
 *
 * <p>Times of the form are whole seconds in UTC. What it cannot hold is left out on writing: links
 * to extents, JSON values without an XML type, empty texts (which crash released C tools).
 * Characters that XML 1.0 forbids become U+FFFD.
 */
public final class XmlExNodeCodec implements ExNodeCodec {

  private final ParseLimits limits;

  public XmlExNodeCodec() {
    this(ParseLimits.DEFAULT);
  }

  public XmlExNodeCodec(ParseLimits limits) {
    this.limits = requireNonNull(limits, "limits is null");
  }

  @Override
  public ExNode read(byte[] document) throws ExNodeFormatException {
    limits.checkSize(document.length);
    try (XmlCursor cursor = new XmlCursor(document, limits)) {
      return new DocumentReader(cursor, limits).read();
    }
  }

  @Override
  public void write(ExNode exNode, OutputStream out) throws IOException {
    new DocumentWriter(out).write(exNode);
  }

  @Override
  public ParseLimits limits() {
    return limits;
  }

  @Override
  public String mediaType() {
    return "text/xml";
  }
}
