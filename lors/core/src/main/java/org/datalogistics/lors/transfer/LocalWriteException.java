package org.datalogistics.lors.transfer;

import java.io.IOException;
import org.datalogistics.lors.LorsException;

/** The output cannot be written: no depot is to blame and no retry helps. */
final class LocalWriteException extends LorsException {
  private static final long serialVersionUID = 1L;

  LocalWriteException(IOException cause) {
    super("cannot write the output: " + cause.getMessage(), cause);
  }
}
