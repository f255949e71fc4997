package org.datalogistics.ibp.client;

import org.jspecify.annotations.Nullable;

/**
 * Why a connection takes no more commands, and what that means for those in flight; belongs to its
 * event loop.
 */
final class Ending {
  private @Nullable Throwable broken;
  private boolean refusedAny;
  private boolean refusedUpload;
  private boolean noticed;

  /** A failure of the socket; the first one counts. */
  void broken(@Nullable Throwable cause) {
    if (broken == null) {
      broken = cause;
    }
  }

  /** The depot refused a command, an upload perhaps. */
  void refused(boolean upload) {
    refusedAny = true;
    refusedUpload = upload;
  }

  /** The depot said that it closes. */
  void noticed() {
    refusedAny = true;
    noticed = true;
  }

  boolean wasRefused() {
    return refusedAny;
  }

  boolean wasNoticed() {
    return noticed;
  }

  /** Whether the depot answers on behind a refused upload, which it may have taken for commands. */
  boolean isOutOfStep() {
    boolean outOfStep = refusedUpload;
    refusedUpload = false;
    return outOfStep;
  }

  /**
   * Tells a command that its answer will not come.
   *
   * @param used whether the connection had answered before
   */
  void lose(Flight<?> flight, boolean used) {
    Call<?> call = flight.call;
    if (flight.begun) {
      call.fail(call.lost("the connection closed in the middle of the answer", broken));
    } else if (refusedAny && (noticed || refusedUpload || call.spec().repeatable())) {
      // Nothing is carried out behind a notice or a refused upload.
      call.displaced(call.lost("the depot closed the connection", broken));
    } else {
      call.unanswered(used, call.lost("the depot closed the connection, no answer", broken));
    }
  }
}
