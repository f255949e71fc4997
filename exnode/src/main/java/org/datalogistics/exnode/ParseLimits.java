package org.datalogistics.exnode;

import java.io.IOException;
import java.io.InputStream;

/**
 * How much of a document a reader takes in before it refuses it (exNode spec 6.4).
 *
 * @param maxBytes of the whole document
 * @param maxDepth nested elements or JSON values
 * @param maxExtents mappings or extents, links included
 * @param maxEntries metadata entries and function arguments, nested ones included, of the whole
 *     document
 */
public record ParseLimits(int maxBytes, int maxDepth, int maxExtents, int maxEntries) {

  /** 64 MiB, 64 levels, one million each of extents and of further entries. */
  public static final ParseLimits DEFAULT = new ParseLimits(64 << 20, 64, 1_000_000, 1_000_000);

  public ParseLimits {
    if (maxBytes < 1
        || maxDepth < 1
        || maxExtents < 0
        || maxEntries < 0
        || maxBytes == Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "limits must be positive and maxBytes below 2^31 - 1, not "
              + maxBytes
              + ", "
              + maxDepth
              + ", "
              + maxExtents
              + ", "
              + maxEntries);
    }
  }

  /** These limits with another size of the document in bytes. */
  public ParseLimits withMaxBytes(int bytes) {
    return new ParseLimits(bytes, maxDepth, maxExtents, maxEntries);
  }

  /**
   * All bytes of a stream.
   *
   * @throws ExNodeFormatException when there are more than {@link #maxBytes}; no more than one
   *     beyond it is read
   * @throws IOException when the stream fails
   */
  public byte[] readAll(InputStream document) throws IOException {
    byte[] bytes = document.readNBytes(maxBytes + 1);
    checkSize(bytes.length);
    return bytes;
  }

  /** Refuses a document of so many bytes when that is beyond {@link #maxBytes}. */
  public void checkSize(int bytes) throws ExNodeFormatException {
    if (bytes > maxBytes) {
      throw new ExNodeFormatException("", "the document is larger than " + maxBytes + " bytes");
    }
  }
}
