package org.datalogistics.unis.server.store;

/** A document that the store cannot keep; the caller has to change it. */
public final class InvalidDocumentException extends StoreException {

  private static final long serialVersionUID = 1L;

  public InvalidDocumentException(String message) {
    super(message);
  }
}
