package org.datalogistics.lors.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.depots.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses depots for the copies of blocks: over the first {@code maxDepots} of a ranked list, with
 * as many failure domains among them as are needed, each in proportion to its speed and room; what
 * belongs together on distinct depots, in distinct domains where there are any. The rest of the
 * list are reserves that take the place of failed ones (LoRS spec 6.1, 6.2). Not thread-safe.
 */
final class Placement {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  /** After so many failures in a row, about 4 s, a depot counts as dead. */
  private static final int MOST_FAILURES = 5;

  private final Map<DepotAddress, DepotShare> shares = new LinkedHashMap<>();
  private final List<DepotShare> chosen = new ArrayList<>();
  private final int attempts;
  private final int threads;
  private final DepotHealth health = new DepotHealth(FIRST_PAUSE, LONGEST_PAUSE);
  private double virtualNow;

  /** What to do with one copy of a block. */
  sealed interface Choice {
    /** Store it there now. */
    record Use(DepotAddress depot, String why) implements Choice {}

    /** Nothing now, ask again after that many nanoseconds, or when something has ended. */
    record Later(long nanos) implements Choice {}

    /** No depot is left that could take it. */
    record None() implements Choice {}
  }

  /**
   * A copy that needs a place.
   *
   * @param turn which depot's turn it is among equals
   * @param bytes to be stored
   * @param holders depots that hold or get the same block: not to be used
   * @param together how many blocks of the same group a depot holds: the fewer the better
   * @param failures how often this copy has failed on a depot
   */
  record Wish(
      long turn,
      long bytes,
      Set<DepotAddress> holders,
      ToIntFunction<DepotAddress> together,
      ToIntFunction<DepotAddress> failures) {}

  /**
   * A placement.
   *
   * @param domains distinct failure domains that the blocks ask for
   * @param attempts failures of one copy on a depot after which that depot is not for it
   * @param threads operations at once, of which no depot gets much more than its part
   */
  Placement(List<Candidate> ranked, int maxDepots, int domains, int attempts, int threads) {
    this.attempts = attempts;
    this.threads = threads;
    for (Candidate candidate : ranked) {
      shares.computeIfAbsent(candidate.address(), any -> new DepotShare(candidate, shares.size()));
    }
    int most = Math.min(Math.max(1, maxDepots), shares.size());
    Set<String> covered = new HashSet<>();
    for (DepotShare share : shares.values()) { // the best of each domain, while more are needed
      if (chosen.size() < most
          && covered.size() < Math.min(domains, most)
          && covered.add(share.candidate.domain())) {
        choose(share);
      }
    }
    for (DepotShare share : shares.values()) {
      if (chosen.size() < most && !share.chosen) {
        choose(share);
      }
    }
    chosen.sort((a, b) -> Integer.compare(a.rank, b.rank));
  }

  private void choose(DepotShare share) {
    share.chosen = true;
    chosen.add(share);
  }

  /** Depots known, failed ones included. */
  int depots() {
    return shares.size();
  }

  /** A depot for one copy, which counts as used from now on. */
  Choice choose(Wish wish, long now) {
    advance(now);
    DepotShare best = null;
    Key bestKey = null;
    long soonest = Long.MAX_VALUE;
    long apart = Long.MAX_VALUE;
    int together = Integer.MAX_VALUE;
    boolean later = false;
    double start = leastStart(wish, now);
    double fastest = fastest();
    for (DepotShare share : shares.values()) {
      if (!mayHold(share, wish)) {
        continue;
      }
      later = true;
      long pause = health.usableIn(share.candidate.address(), now);
      if (pause > 0) {
        soonest = Math.min(soonest, pause);
        together = Math.min(together, wish.together().applyAsInt(share.candidate.address()));
        continue;
      }
      Key key = key(share, wish, start);
      if (isBusy(share)) {
        apart = share.late == 0 && !share.failed ? Math.min(apart, key.nearness()) : apart;
      } else if (bestKey == null || key.compareTo(bestKey) < 0) {
        best = share;
        bestKey = key;
      }
    }
    // Better to wait for a depot that keeps things apart, until it counts as dead, than to put them
    // together.
    if (best == null
        || bestKey == null
        || apart < bestKey.nearness()
        || together < bestKey.together()) {
      return later ? new Choice.Later(soonest) : new Choice.None();
    }
    String why = why(best, bestKey);
    take(best, wish.bytes(), fastest);
    return new Choice.Use(best.candidate.address(), why);
  }

  /** Whether a depot is or will be there for the copy. */
  private boolean mayHold(DepotShare share, Wish wish) {
    DepotAddress depot = share.candidate.address();
    return !wish.holders().contains(depot)
        && wish.failures().applyAsInt(depot) < attempts
        && health.failures(depot) < MOST_FAILURES;
  }

  /** Whether it has enough to do: one that does not get done gets nothing more. */
  private boolean isBusy(DepotShare share) {
    int most = Math.max(2, (3 * threads + 2 * chosen.size() - 1) / (2 * chosen.size()));
    return share.inFlight >= most || share.late > 0;
  }

  private double leastStart(Wish wish, long now) {
    double least = Double.MAX_VALUE;
    for (DepotShare share : chosen) {
      if (mayHold(share, wish)
          && !isBusy(share)
          && health.isUsable(share.candidate.address(), now)) {
        least = Math.min(least, Math.max(virtualNow, share.virtualEnd));
      }
    }
    return least == Double.MAX_VALUE ? virtualNow : least;
  }

  /** What makes a depot better than another: the smaller, the better, from the left. */
  private record Key(
      boolean failed,
      int together,
      int sameDomain,
      boolean reserve,
      boolean full,
      double ahead,
      long turns)
      implements Comparable<Key> {
    /** How close to its relatives it would put a block. */
    long nearness() {
      return ((long) together << 32) + sameDomain;
    }

    @Override
    public int compareTo(Key other) {
      if (together != other.together) {
        return Integer.compare(together, other.together);
      }
      if (failed != other.failed) {
        return Boolean.compare(failed, other.failed);
      }
      if (sameDomain != other.sameDomain) {
        return Integer.compare(sameDomain, other.sameDomain);
      }
      if (full != other.full) {
        return Boolean.compare(full, other.full);
      }
      if (reserve != other.reserve) {
        return Boolean.compare(reserve, other.reserve);
      }
      return ahead != other.ahead
          ? Double.compare(ahead, other.ahead)
          : Long.compare(turns, other.turns);
    }
  }

  private Key key(DepotShare share, Wish wish, double leastStart) {
    int sameDomain = 0;
    for (DepotShare other : shares.values()) {
      if (other.candidate.domain().equals(share.candidate.domain()) && other != share) {
        DepotAddress depot = other.candidate.address();
        sameDomain += wish.holders().contains(depot) ? 1 : 0;
        sameDomain += wish.together().applyAsInt(depot);
      }
    }
    // Two blocks ahead of its share is near enough: the turns stay regular.
    double ahead =
        Math.max(virtualNow, share.virtualEnd) - leastStart - 2.0 * Math.max(1, wish.bytes());
    int size = share.chosen ? chosen.size() : shares.size();
    int place = share.chosen ? chosen.indexOf(share) : share.rank;
    return new Key(
        share.failed,
        wish.together().applyAsInt(share.candidate.address()),
        sameDomain,
        !share.chosen,
        !share.hasRoomFor(wish.bytes()),
        Math.max(0, ahead),
        Math.floorMod(place - wish.turn(), (long) size));
  }

  private void take(DepotShare share, long bytes, double fastest) {
    double start = Math.max(virtualNow, share.virtualEnd);
    share.virtualEnd = start + Math.max(1, bytes) / share.weight(fastest);
    virtualNow = Math.max(virtualNow, start - 2.0 * bytes);
    share.inFlight++;
    share.taken += bytes;
  }

  private double fastest() {
    double best = 0;
    for (DepotShare share : shares.values()) {
      if (share.meter.isKnown()) {
        best = Math.max(best, share.meter.perSecond());
      }
    }
    return best;
  }

  private void advance(long now) {
    shares.values().forEach(share -> share.meter.advance(now, share.inFlight > 0));
  }

  private String why(DepotShare share, Key key) {
    StringBuilder text = new StringBuilder();
    if (key.failed()) {
      text.append("it failed before, but no other is left; ");
    }
    if (key.together() > 0) {
      text.append("too few depots to keep the group apart; ");
    } else if (key.sameDomain() > 0) {
      text.append("too few sites to keep copies apart; ");
    }
    if (key.reserve()) {
      text.append("a reserve; ");
    }
    if (key.full()) {
      text.append("although it may be full; ");
    }
    text.append("no. ").append(share.rank + 1).append(" of ").append(shares.size());
    text.append(" (").append(share.candidate.why()).append(")");
    if (share.meter.isKnown()) {
      double rate = share.meter.perSecond() / (1 << 20);
      text.append(String.format(Locale.ROOT, ", %.1f MiB/s", rate));
    }
    return text.append(", ").append(share.inFlight).append(" under way").toString();
  }

  private DepotShare share(DepotAddress depot) {
    DepotShare share = shares.get(depot);
    if (share == null) {
      throw new IllegalArgumentException(depot + " is no candidate");
    }
    return share;
  }

  /** A store there counts as late, or no longer. */
  void late(DepotAddress depot, boolean late) {
    share(depot).late += late ? 1 : -1;
  }

  /** A store has ended without a result and without the depot being to blame. */
  void dropped(DepotAddress depot, long bytes) {
    DepotShare share = share(depot);
    share.inFlight--;
    share.taken -= bytes;
  }

  /** The depot is used only when no other is left, until it works again. */
  void failed(DepotAddress depot, long bytes, long now) {
    advance(now);
    dropped(depot, bytes);
    blame(depot, now);
  }

  /** The depot lost a race: it gets nothing for a while, longer each time. */
  void slow(DepotAddress depot, long now) {
    health.failed(depot, now);
  }

  /** The depot does not do what it should; what is under way there goes on. */
  void blame(DepotAddress depot, long now) {
    health.failed(depot, now);
    DepotShare share = share(depot);
    share.failed = true;
    int place = chosen.indexOf(share);
    @Nullable DepotShare reserve = reserve();
    if (place >= 0 && reserve != null) {
      share.chosen = false;
      reserve.chosen = true;
      chosen.set(place, reserve);
    }
  }

  private @Nullable DepotShare reserve() {
    for (DepotShare share : shares.values()) {
      if (!share.chosen && !share.failed) {
        return share;
      }
    }
    return null;
  }

  void succeeded(DepotAddress depot, long bytes, long now) {
    advance(now);
    health.succeeded(depot);
    DepotShare share = share(depot);
    share.inFlight--;
    share.meter.moved(bytes);
    share.failed = false;
  }
}
