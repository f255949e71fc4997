package org.datalogistics.unis.server.store;

/**
 * A query that cannot be understood (403 at the REST face, UNIS spec 5.1); the message says why.
 */
public final class QueryParseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public QueryParseException(String message) {
    super(message);
  }
}
