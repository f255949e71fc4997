package org.datalogistics.lors.transfer;

import java.io.InputStream;
import java.nio.file.Path;
import org.datalogistics.exnode.ByteRange;

/** Where the bytes of an upload come from. */
public sealed interface UploadSource {

  /** Bytes that will be read. */
  long length();

  /** A part of a file, which must not change meanwhile; it becomes a file of its own. */
  record FilePart(Path file, ByteRange range) implements UploadSource {
    @Override
    public long length() {
      return range.length();
    }
  }

  /** The next {@code length} bytes of a stream, which is not closed. */
  record Stream(InputStream stream, long length) implements UploadSource {
    public Stream {
      if (length < 0) {
        throw new IllegalArgumentException("a stream of " + length + " bytes");
      }
    }
  }
}
