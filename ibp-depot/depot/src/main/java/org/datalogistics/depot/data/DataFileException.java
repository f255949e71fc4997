package org.datalogistics.depot.data;

import java.io.IOException;
import org.datalogistics.ibp.IbpError;

/** A data file can not be opened or read; what can not be written has no exception of its own. */
public final class DataFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final IbpError error;

  private DataFileException(IbpError error, String what, IOException cause) {
    super(what + ": " + cause.getMessage(), cause);
    this.error = error;
  }

  /** A file can not be opened. */
  static DataFileException opening(IOException cause) {
    return new DataFileException(IbpError.FILE_OPEN, "a data file can not be opened", cause);
  }

  /** A file can not be read. */
  public static DataFileException reading(IOException cause) {
    return cause instanceof DataFileException known
        ? known
        : new DataFileException(IbpError.FILE_READ, "a data file can not be read", cause);
  }

  /** What the client is told (IBP spec 3.3): -14 or -15. */
  public IbpError error() {
    return error;
  }
}
