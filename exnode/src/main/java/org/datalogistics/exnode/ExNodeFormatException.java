package org.datalogistics.exnode;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A document that is not an exNode, or is beyond the limits set for reading one. The message holds
 * place and reason, and no capability or key.
 */
public class ExNodeFormatException extends IOException {

  private final String place;
  private final String reason;

  /**
   * @param place where in the document: line and column, or a JSON pointer; empty when it is the
   *     document as a whole
   * @param reason what is wrong there
   */
  public ExNodeFormatException(String place, String reason) {
    this(place, reason, null);
  }

  /** As the other constructor, with what made the reader stop. */
  public ExNodeFormatException(String place, String reason, @Nullable Throwable cause) {
    super(
        "cannot read the exNode: " + (place.isEmpty() ? "" : "at " + place + ": ") + reason, cause);
    this.place = place;
    this.reason = reason;
  }

  /** Line and column, or a JSON pointer; empty when it is the document as a whole. */
  public String place() {
    return place;
  }

  /** What is wrong. */
  public String reason() {
    return reason;
  }
}
