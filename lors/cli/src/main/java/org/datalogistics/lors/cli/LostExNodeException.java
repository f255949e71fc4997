package org.datalogistics.lors.cli;

import java.io.IOException;
import org.datalogistics.lors.LorsException;

/** The exNode of stored data could be left nowhere: nobody can ever read or delete that data. */
final class LostExNodeException extends LorsException {
  private static final long serialVersionUID = 1L;

  LostExNodeException(IOException cause) {
    super("cannot write the exNode to standard output: " + cause.getMessage(), cause);
  }
}
