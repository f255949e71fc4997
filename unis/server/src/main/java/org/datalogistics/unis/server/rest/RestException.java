package org.datalogistics.unis.server.rest;

/** A request that is answered with an error; the message is for the client. */
final class RestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  private RestException(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }

  static RestException badRequest(String message) {
    return new RestException(400, message);
  }

  static RestException notFound(String message) {
    return new RestException(404, message);
  }

  static RestException notAcceptable(String message) {
    return new RestException(406, message);
  }

  static RestException conflict(String message) {
    return new RestException(409, message);
  }

  static RestException tooLarge(String message) {
    return new RestException(413, message);
  }

  static RestException unsupported(String message) {
    return new RestException(415, message);
  }
}
