package org.datalogistics.lors.depots;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.datalogistics.ibp.DepotAddress;

/**
 * Puts depots in order, best first (LoRS spec 6.1). What counts, in this order: not failing or slow
 * in this process; the metric of a resolution file; what the source says of nearness; throughput
 * measured in this process; the time to answer; free space; the order of the source. Small
 * differences do not count, so that they do not hide what comes behind.
 */
public final class DepotRanking {
  /** Depots that answer within the same step are equally near. */
  private static final Duration STEP = Duration.ofMillis(5);

  /** A depot so many times slower than the median is slow. */
  private static final double SLOW = 4;

  private final Resolution resolution;
  private final Measurements measurements;

  /** An order by these; both may know nothing. */
  public DepotRanking(Resolution resolution, Measurements measurements) {
    this.resolution = resolution;
    this.measurements = measurements;
  }

  /** Everything that is compared, larger is better. */
  private record Rank(
      Candidate candidate,
      double trouble,
      double metric,
      double nearness,
      double rate,
      double answer,
      double space,
      String why) {

    static final Comparator<Rank> BEST_FIRST =
        Comparator.comparingDouble(Rank::trouble)
            .thenComparingDouble(Rank::metric)
            .thenComparingDouble(Rank::nearness)
            .thenComparingDouble(Rank::rate)
            .thenComparingDouble(Rank::answer)
            .thenComparingDouble(Rank::space)
            .reversed();
  }

  /**
   * The depots in order. Their scores fall from 1 towards 0 with their rank, and {@link
   * Candidate#why} says what put them there.
   */
  public List<Candidate> rank(List<DepotSurvey.Usable> depots) {
    double slow = slowBelow(depots);
    List<Rank> ranks = new ArrayList<>();
    for (DepotSurvey.Usable depot : depots) {
      ranks.add(rank(depot, slow));
    }
    ranks.sort(Rank.BEST_FIRST);
    List<Candidate> ordered = new ArrayList<>();
    for (Rank rank : ranks) {
      double score = 1 - (double) ordered.size() / ranks.size();
      ordered.add(rank.candidate().withScore(score, rank.why()));
    }
    return ordered;
  }

  private double slowBelow(List<DepotSurvey.Usable> depots) {
    double[] rates =
        depots.stream()
            .map(depot -> measurements.bytesPerSecond(depot.candidate().address()))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .sorted()
            .toArray();
    // Of two, the faster one is the measure.
    return rates.length == 0 ? 0 : rates[rates.length / 2] / SLOW;
  }

  private Rank rank(DepotSurvey.Usable depot, double slowBelow) {
    Candidate candidate = depot.candidate();
    DepotAddress address = candidate.address();
    StringBuilder why = new StringBuilder(candidate.why());
    Optional<Double> metric = resolution.fromHere(address);
    metric.ifPresent(value -> why.append(", metric ").append(Resolution.shown(value)));
    OptionalDouble rate = measurements.bytesPerSecond(address);
    boolean slow = rate.isPresent() && rate.getAsDouble() < slowBelow;
    rate.ifPresent(value -> why.append(", ").append(Sizes.show(value)).append("/s here"));
    why.append(slow ? ", which is slow" : "");
    int failures = measurements.failures(address);
    why.append(failures > 0 ? ", failed " + failures + " times in a row" : "");
    if (candidate.freeBytes() != Candidate.UNKNOWN) {
      why.append(", ").append(Sizes.show((double) candidate.freeBytes())).append(" free");
    }
    return new Rank(
        candidate,
        failures > 0 ? -1 - failures : slow ? -1 : 0,
        metric.orElse(Double.NEGATIVE_INFINITY),
        candidate.score(),
        octave(rate.orElse(slowBelow * SLOW)),
        -Math.floorDiv(depot.answered().toNanos(), STEP.toNanos()),
        octave((double) candidate.freeBytes()),
        why.toString());
  }

  /** Which power of two: less than a doubling is no difference. */
  private static double octave(double value) {
    return value < 1 ? -1 : Math.getExponent(value);
  }
}
