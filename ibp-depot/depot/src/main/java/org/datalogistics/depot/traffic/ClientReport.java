package org.datalogistics.depot.traffic;

/**
 * What one client did since it was first seen, and does now.
 *
 * @param address where it is
 * @param connections it has now
 * @param commands of it that ended
 * @param received bytes that came from it
 * @param sent bytes that went to it
 * @param bytesPerSecond both ways, over the last minute at most
 * @param commandsPerSecond over the last minute at most
 */
public record ClientReport(
    String address,
    int connections,
    long commands,
    long received,
    long sent,
    double bytesPerSecond,
    double commandsPerSecond) {
  /** Bytes both ways. */
  public long bytes() {
    return received + sent;
  }
}
