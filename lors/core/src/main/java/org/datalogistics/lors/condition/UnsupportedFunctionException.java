package org.datalogistics.lors.condition;

import org.datalogistics.lors.LorsException;

/** An extent was conditioned in a way that this version cannot undo. */
public class UnsupportedFunctionException extends LorsException {
  private static final long serialVersionUID = 1L;

  /** Which function, and why not. */
  public UnsupportedFunctionException(String message) {
    super(message);
  }
}
