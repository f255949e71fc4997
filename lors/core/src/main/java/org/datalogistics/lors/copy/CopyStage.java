package org.datalogistics.lors.copy;

import java.util.List;
import org.datalogistics.lors.depots.Candidate;

/**
 * One more copy of a range: where it may go.
 *
 * @param depots best first
 * @param spread jobs take turns at the first so many depots, the others are reserves
 */
public record CopyStage(List<Candidate> depots, int spread) {

  public CopyStage {
    depots = List.copyOf(depots);
    if (depots.isEmpty()) {
      throw new IllegalArgumentException("a copy needs a depot to go to");
    }
    if (spread < 1) {
      throw new IllegalArgumentException("copies spread over one depot or more, not " + spread);
    }
  }

  /** Exactly there and nowhere else. */
  public static CopyStage at(Candidate depot) {
    return new CopyStage(List.of(depot), 1);
  }
}
