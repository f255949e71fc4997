package org.datalogistics.unis.server.lbone;

import java.time.Duration;

/**
 * What an L-Bone port takes upon itself.
 *
 * @param maxConnections open at once; further ones are closed at once
 * @param memory bytes for long requests and answers on their way, all together
 * @param request until a request has arrived whole
 * @param answer until the client has taken the answer
 * @param farewell that a client may take to close after its answer
 */
public record LboneLimits(
    int maxConnections, long memory, Duration request, Duration answer, Duration farewell) {

  /** 256 connections, 16 MiB, 10 s to ask, 30 s to take the answer, 2 s to go. */
  public static final LboneLimits DEFAULT =
      new LboneLimits(
          256, 16L << 20, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(2));

  /** Checks that everything is positive. */
  public LboneLimits {
    if (maxConnections < 1
        || memory < 1
        || request.toMillis() < 1
        || answer.toMillis() < 1
        || farewell.toMillis() < 1) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }
}
