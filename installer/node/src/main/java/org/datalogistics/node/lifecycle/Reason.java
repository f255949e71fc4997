package org.datalogistics.node.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import org.datalogistics.node.config.ConfigException;

/** Why something failed, for the one who runs the service. */
final class Reason {
  private Reason() {}

  /** One line: the message where it was written for people, else the whole exception. */
  static String of(Throwable failure) {
    String message = failure.getMessage();
    return message != null && isForPeople(failure) ? message : failure.toString();
  }

  /** Whether the message says it all; of other failures the log needs the stack trace. */
  static boolean isForPeople(Throwable failure) {
    return failure.getClass() == IOException.class
        || failure instanceof UncheckedIOException
        || (failure instanceof FileSystemException file && file.getReason() != null)
        || failure instanceof ConfigException
        || failure instanceof IllegalArgumentException
        || failure instanceof IllegalStateException;
  }
}
