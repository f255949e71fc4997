package org.datalogistics.depot.command;

import java.net.InetAddress;
import java.time.Duration;

/**
 * Who asks for a command.
 *
 * @param address where the client's connection comes from
 * @param patience how long the command may wait for something to happen, data or room in a queue
 *     for instance: what the request asks for, within the depot's limits
 * @param secure whether the connection is encrypted
 */
public record Asker(InetAddress address, Duration patience, boolean secure) {
  public Asker {
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("patience of " + patience);
    }
  }
}
