package org.datalogistics.testkit;

/** How a {@link FaultProxy} ends a connection. */
public enum Ending {
  /** Orderly (FIN): both sides read the end of the stream. */
  FIN,
  /** Broken (RST): both sides get an error. */
  RESET
}
