package org.datalogistics.lbone;

/** The codes of failed requests that mean something between client and server (LoRS spec 7.2). */
public final class LboneError {
  /** The server could not read the request. */
  public static final int UNREADABLE = -1106;

  /** The request took too long to arrive. */
  public static final int TIMED_OUT = -1108;

  /** The server has not got the memory for it. */
  public static final int NO_MEMORY = -1110;

  /** A request of a type that the server does not answer. */
  public static final int UNKNOWN_REQUEST = -1111;

  /** A field of the request has a value that cannot be. */
  public static final int ILLEGAL_PARAMETER = -1112;

  /** The server's own directory does not answer. */
  public static final int DIRECTORY_FAILED = -1113;

  /** No depot fits; the C library makes the same of an empty list. */
  public static final int NO_DEPOTS = -1114;

  private LboneError() {}

  /** What a code means, for people. */
  public static String describe(int code) {
    return switch (code) {
      case UNREADABLE -> "it could not read the request";
      case TIMED_OUT -> "the request took too long";
      case NO_MEMORY -> "it has no memory for the request";
      case UNKNOWN_REQUEST -> "it does not know the request";
      case ILLEGAL_PARAMETER -> "a value in the request cannot be";
      case DIRECTORY_FAILED -> "its directory does not answer";
      case NO_DEPOTS -> "no depot fits";
      default -> "error " + code;
    };
  }
}
