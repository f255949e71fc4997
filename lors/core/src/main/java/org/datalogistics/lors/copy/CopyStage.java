package org.datalogistics.lors.copy;

import java.util.List;
import org.datalogistics.lors.depots.Candidate;

/**
 * One more copy of a range: where it may go.
 *
 * @param depots best first
 * @param spread jobs take turns at the first so many depots, the others are reserves
 * @param chained whether it comes from the copy before if it can be, rather than from whom is idle
 */
public record CopyStage(List<Candidate> depots, int spread, boolean chained) {

  public CopyStage {
    depots = List.copyOf(depots);
    if (depots.isEmpty()) {
      throw new IllegalArgumentException("a copy needs a depot to go to");
    }
    if (spread < 1) {
      throw new IllegalArgumentException("copies spread over one depot or more, not " + spread);
    }
  }

  /** From whom is idle. */
  public CopyStage(List<Candidate> depots, int spread) {
    this(depots, spread, false);
  }

  /** Exactly there and nowhere else, as the next part of a chain. */
  public static CopyStage next(Candidate depot) {
    return new CopyStage(List.of(depot), 1, true);
  }
}
