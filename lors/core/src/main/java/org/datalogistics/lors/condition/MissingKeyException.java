package org.datalogistics.lors.condition;

/** An extent is encrypted with a key that is not at hand. */
public final class MissingKeyException extends UnsupportedFunctionException {
  private static final long serialVersionUID = 1L;

  /** Which key, and how to give it. */
  public MissingKeyException(String message) {
    super(message);
  }
}
