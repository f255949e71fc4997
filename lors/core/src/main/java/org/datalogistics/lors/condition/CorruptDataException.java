package org.datalogistics.lors.condition;

import org.datalogistics.lors.LorsException;

/** Loaded bytes are not what was stored: another replica has to serve. */
public final class CorruptDataException extends LorsException {
  private static final long serialVersionUID = 1L;

  /** What was found. */
  public CorruptDataException(String message) {
    super(message);
  }
}
