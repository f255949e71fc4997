package org.datalogistics.lors.depots;

import java.io.IOException;
import java.util.List;

/** Something that knows depots: a list, a directory, an L-Bone (LoRS spec 6.1). */
@FunctionalInterface
public interface DepotSource {

  /**
   * Depots that may serve, best first, each once. They are not asked themselves: that is for {@link
   * DepotSurvey}. What a source cannot judge it leaves to others, so a candidate may turn out not
   * to meet the need.
   *
   * @throws IOException if the source cannot be asked; the message names it and says what to do
   */
  List<Candidate> candidates(Requirement need) throws IOException;

  /** A list that somebody made, in its order. */
  static DepotSource of(List<Candidate> candidates) {
    List<Candidate> fixed = List.copyOf(candidates);
    return need -> fixed;
  }
}
