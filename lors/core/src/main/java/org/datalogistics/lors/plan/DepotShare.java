package org.datalogistics.lors.plan;

import java.time.Duration;
import org.datalogistics.lors.depots.Candidate;

/** What an upload knows of one depot: its part of the load, its speed, its room. */
final class DepotShare {
  private static final Duration MEMORY = Duration.ofSeconds(10);

  /** The slowest depot still gets one block while the fastest gets so many. */
  private static final double LEAST_WEIGHT = 1.0 / 64;

  final Candidate candidate;

  /** Place in the list of candidates, from 0. */
  final int rank;

  final RateMeter meter = new RateMeter(MEMORY);

  /** One of those to spread over; the others are reserves. */
  boolean chosen;

  /** Failed when it was last used: only when no other is left. */
  boolean failed;

  int inFlight;

  /** Stores under way that are late. */
  int late;

  /** Bytes given to it, also those under way. */
  long taken;

  /** When its share is used up, in bytes of a depot of full weight. */
  double virtualEnd;

  DepotShare(Candidate candidate, int rank) {
    this.candidate = candidate;
    this.rank = rank;
  }

  /** Whether as much is known to be free; true when nothing is known. */
  boolean hasRoomFor(long bytes) {
    return candidate.freeBytes() == Candidate.UNKNOWN || candidate.freeBytes() - taken >= bytes;
  }

  /**
   * Which part it gets of what the best depot gets: by speed in powers of two, so that depots that
   * are about as fast share evenly, and less the fuller it gets.
   *
   * @param fastest bytes per second of the fastest depot; 0 when none was measured
   */
  double weight(double fastest) {
    double weight = 1;
    if (fastest > 0 && meter.isKnown()) {
      double steps = Math.floor(Math.log(fastest / meter.perSecond()) / Math.log(2));
      weight = Math.max(LEAST_WEIGHT, Math.pow(0.5, Math.max(0, steps)));
    }
    if (candidate.freeBytes() > 0) {
      double left = 1 - (double) taken / candidate.freeBytes();
      weight *= Math.max(1, Math.ceil(8 * left)) / 8;
    }
    return weight;
  }
}
