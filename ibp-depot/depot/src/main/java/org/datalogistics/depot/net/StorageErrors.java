package org.datalogistics.depot.net;

import java.io.IOException;
import org.datalogistics.ibp.IbpError;

/** Which IBP error a failure of the disk is. */
final class StorageErrors {
  private StorageErrors() {}

  /** A full disk is a limit that was exceeded; everything else failed to be written. */
  static IbpError of(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    boolean full =
        message.contains("No space left")
            || message.contains("Disk quota exceeded")
            || message.contains("File too large");
    return full ? IbpError.WOULD_EXCEED_LIMIT : IbpError.FILE_WRITE;
  }
}
