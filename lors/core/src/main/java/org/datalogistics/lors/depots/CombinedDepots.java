package org.datalogistics.lors.depots;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.datalogistics.ibp.DepotAddress;

/**
 * Several sources together: the depots of the first, then what others add. Scores are made
 * comparable: those of an earlier source are above those of a later one. A source that fails costs
 * a warning as long as another one answers.
 */
public final class CombinedDepots implements DepotSource {
  private final List<DepotSource> sources;
  private final Consumer<String> warnings;

  /**
   * A combination.
   *
   * @param warnings is told of sources that fail
   */
  public CombinedDepots(List<DepotSource> sources, Consumer<String> warnings) {
    this.sources = List.copyOf(sources);
    this.warnings = warnings;
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("no source of depots");
    }
  }

  @Override
  public List<Candidate> candidates(Requirement need) throws IOException {
    Map<DepotAddress, Candidate> all = new LinkedHashMap<>();
    List<IOException> failures = new ArrayList<>();
    double group = 0;
    for (DepotSource source : sources) {
      try {
        double last = Double.NaN;
        for (Candidate candidate : source.candidates(need)) {
          group -= candidate.score() == last ? 0 : 1;
          last = candidate.score();
          all.merge(
              candidate.address(),
              candidate.withScore(group, candidate.why()),
              CombinedDepots::both);
        }
        group--;
      } catch (IOException e) {
        failures.add(e);
      }
    }
    if (failures.size() == sources.size()) {
      IOException first = failures.get(0);
      failures.subList(1, failures.size()).forEach(first::addSuppressed);
      throw first;
    }
    failures.forEach(e -> warnings.accept(e.getMessage() + "; going on with other sources"));
    return List.copyOf(all.values());
  }

  /** What either knows; the rank is that of the earlier one. */
  private static Candidate both(Candidate earlier, Candidate later) {
    boolean labelled = !earlier.domain().equals(earlier.address().host());
    boolean sized = earlier.freeBytes() != Candidate.UNKNOWN;
    return earlier
        .withDomain(labelled ? earlier.domain() : later.domain())
        .withOffer(
            sized ? earlier.freeBytes() : later.freeBytes(),
            earlier.longestLease().isZero() ? later.longestLease() : earlier.longestLease());
  }
}
