package org.datalogistics.exnode;

/**
 * An exNode that the form asked for cannot express without loss of the file; the message says which
 * part and what to do.
 */
public class ExNodeNotRepresentableException extends IllegalArgumentException {

  public ExNodeNotRepresentableException(String message) {
    super(message);
  }
}
