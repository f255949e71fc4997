package org.datalogistics.lors.copy;

import org.datalogistics.ibp.IbpException;

/** What a failed attempt says about those that took part. */
enum CopyBlame {
  /** The target cannot take the copy, from whomever. */
  TARGET,
  /** The source cannot be reached. */
  SOURCE_SILENT,
  /** The source does not know the command. */
  UNKNOWN_COMMAND,
  /** The two depots do not get through to each other, or not in time. */
  PAIR,
  /** Nothing beyond this one copy. */
  COPY;

  static CopyBlame of(boolean targetRefused, Throwable cause) {
    if (targetRefused) {
      return TARGET;
    }
    if (!(cause instanceof IbpException ibp)) {
      return COPY;
    }
    return switch (ibp.error()) {
      case CANT_CONNECT -> SOURCE_SILENT;
      case UNKNOWN_FUNCTION, INVALID_CMD, BAD_FORMAT, PROT_VERS -> UNKNOWN_COMMAND;
      case CONNECTION, CLIENT_TIMEOUT, SERVER_TIMEOUT, SOCK_READ, SOCK_WRITE -> PAIR;
      default -> COPY;
    };
  }
}
