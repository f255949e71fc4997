package org.datalogistics.node.lifecycle;

import java.io.IOException;

/**
 * Something that runs in the background between {@link #start} and {@link #close}. Each is called
 * at most once, {@code close} also after a {@code start} that failed.
 */
public interface Service extends AutoCloseable {
  /** Its one-word name, as in {@code READY <name> <address>}. */
  String name();

  /** Starts it; when this returns it serves. */
  void start() throws Exception;

  /**
   * Where it serves once started, such as {@code 192.0.2.7:6714} or {@code http://192.0.2.7:8888};
   * without spaces.
   */
  String address();

  /** Ends it: finishes what runs, within some seconds, and gives everything back. */
  @Override
  void close() throws IOException;
}
