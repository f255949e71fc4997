package org.datalogistics.depot.command;

import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.wire.RefusedRequestException.Ending;

/**
 * How a connection goes on behind a refusal (IBP spec 6.2). What the parser refuses carries its own
 * ending.
 */
final class Endings {
  private final boolean softFail;

  /**
   * @param softFail whether refused commands leave the connection open where that is safe
   */
  Endings(boolean softFail) {
    this.softFail = softFail;
  }

  Ending of(IbpCommand command, IbpError error) {
    if (error == IbpError.UNKNOWN_FUNCTION) {
      return Ending.CLOSES; // Unknown, or not for this client.
    }
    if (command instanceof IbpCommand.Download || command instanceof IbpCommand.Copy) {
      return Ending.STAYS_OPEN;
    }
    if (command instanceof IbpCommand.Upload upload && upload.length() > 0) {
      return Ending.CLOSES; // Whether the payload is on its way already cannot be known.
    }
    return lacksAccess(error) ? Ending.STAYS_OPEN : usual();
  }

  /** Of a range that leaves the window of an alias: also for reading the usual one. */
  Ending outsideWindow(IbpCommand command) {
    return command instanceof IbpCommand.Download
        ? usual()
        : of(command, IbpError.WOULD_EXCEED_LIMIT);
  }

  private Ending usual() {
    return softFail ? Ending.STAYS_OPEN : Ending.CLOSES;
  }

  /** The resource is in a state that does not allow this kind of access now. */
  private static boolean lacksAccess(IbpError error) {
    return error == IbpError.FILE_READ
        || error == IbpError.FILE_WRITE
        || error == IbpError.FILE_ACCESS;
  }
}
