package org.datalogistics.depot.ops;

/**
 * Where health and metrics are served.
 *
 * @param host address to listen on
 * @param port TCP port, 0 for any
 */
public record OpsConfig(String host, int port) {
  public OpsConfig {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("metrics-port " + port);
    }
  }
}
