package org.datalogistics.exnode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Reads and writes one form of an exNode. Implementations are immutable and safe for use by many
 * threads.
 */
public interface ExNodeCodec {

  /**
   * The exNode in a document.
   *
   * @throws ExNodeFormatException when it is none, or beyond the codec's {@link ParseLimits};
   *     nothing else is thrown, whatever the bytes
   */
  ExNode read(byte[] document) throws ExNodeFormatException;

  /**
   * The exNode in a stream, which is read to its end and not closed.
   *
   * @throws ExNodeFormatException as {@link #read(byte[])}
   * @throws IOException when the stream fails
   */
  default ExNode read(InputStream document) throws IOException {
    return read(limits().readAll(document));
  }

  /**
   * Writes a whole document; the stream is not closed. Extents of length 0 are left out (exNode
   * spec 8.1).
   *
   * @throws ExNodeNotRepresentableException when the form cannot express the exNode
   * @throws IOException when the stream fails
   */
  void write(ExNode exNode, OutputStream out) throws IOException;

  /**
   * The document as bytes.
   *
   * @throws ExNodeNotRepresentableException when the form cannot express the exNode
   */
  default byte[] write(ExNode exNode) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(exNode, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  /** The bounds of what is read. */
  ParseLimits limits();

  /** The media type of the document. */
  String mediaType();
}
