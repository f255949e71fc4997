package org.datalogistics.lors.depots;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.datalogistics.ibp.DepotAddress;

/**
 * A depot that may be used, and what is known about it. In lists the best comes first; the score is
 * what put it there.
 *
 * @param address where it listens
 * @param domain what it shares with depots that fail together: a site's name, or its host
 * @param freeBytes space that can be leased, or {@link #UNKNOWN}
 * @param longestLease what it grants at most; zero if that is not known
 * @param score larger is better; 0 if nothing tells depots apart
 * @param why one phrase for people, such as "UNIS, 12 km, 3.1 GiB free"
 */
public record Candidate(
    DepotAddress address,
    String domain,
    long freeBytes,
    Duration longestLease,
    double score,
    String why) {
  /** No number of bytes. */
  public static final long UNKNOWN = -1;

  public Candidate {
    Objects.requireNonNull(address, "address is null");
    Objects.requireNonNull(why, "why is null");
    if (domain.isEmpty()) {
      throw new IllegalArgumentException("the failure domain of " + address + " has no name");
    }
    if (freeBytes < UNKNOWN) {
      throw new IllegalArgumentException("free space of " + address + " is negative: " + freeBytes);
    }
    if (longestLease.isNegative()) {
      throw new IllegalArgumentException("lease of " + address + " is negative: " + longestLease);
    }
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("the score of " + address + " is not a number");
    }
  }

  /** A depot of which only the address is known. */
  public static Candidate of(DepotAddress address) {
    return of(address, "named");
  }

  /** A depot of which only the address is known, and who told of it. */
  public static Candidate of(DepotAddress address, String why) {
    return new Candidate(address, address.host(), UNKNOWN, Duration.ZERO, 0, why);
  }

  /** Depots of which only the addresses are known, in the same order. */
  public static List<Candidate> all(Collection<DepotAddress> addresses) {
    return addresses.stream().map(Candidate::of).toList();
  }

  /** The addresses, in the same order. */
  public static List<DepotAddress> addresses(Collection<Candidate> candidates) {
    return candidates.stream().map(Candidate::address).toList();
  }

  /** The same with another failure domain. */
  public Candidate withDomain(String newDomain) {
    return new Candidate(address, newDomain, freeBytes, longestLease, score, why);
  }

  /** The same with what the depot says about itself. */
  public Candidate withOffer(long newFreeBytes, Duration newLongestLease) {
    return new Candidate(address, domain, newFreeBytes, newLongestLease, score, why);
  }

  /** The same with another rank. */
  public Candidate withScore(double newScore, String newWhy) {
    return new Candidate(address, domain, freeBytes, longestLease, newScore, newWhy);
  }
}
