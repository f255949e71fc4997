package org.datalogistics.lors.depots;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Chooses depots for operations (LoRS spec 6.1): asks a source, then the depots themselves, and
 * puts those that can serve in order. Safe for use by many threads.
 */
public final class DepotSelection {
  /** Of a source that names very many depots, so many are asked even for a small pool. */
  private static final int ASKED_ANYWAY = 32;

  private final DepotSource source;
  private final DepotSurvey survey;
  private final DepotRanking ranking;
  private final Consumer<String> warnings;

  /**
   * A selection.
   *
   * @param warnings is told of depots that are left out, and why; may be told the same again
   */
  public DepotSelection(
      DepotSource source, DepotSurvey survey, DepotRanking ranking, Consumer<String> warnings) {
    this.source = source;
    this.survey = survey;
    this.ranking = ranking;
    this.warnings = warnings;
  }

  /**
   * The depots that can serve, best first; none is no error. The source is asked for four times as
   * many as are used, and for more as long as fewer than twice as many can serve and its answers
   * grow.
   *
   * @param maxDepots how many are used, 1 or more; others are reserves
   * @throws IOException if the source cannot be asked
   */
  public List<Candidate> choose(Requirement need, int maxDepots) throws IOException {
    long pool = 2L * maxDepots;
    long asked = 2 * pool;
    int known = -1;
    Set<String> told = new HashSet<>();
    Consumer<String> once =
        text -> {
          if (told.add(text)) {
            warnings.accept(text);
          }
        };
    while (true) {
      List<Candidate> named = source.candidates(need.wanting(clamp(asked)));
      List<Candidate> best = named.subList(0, Math.min(named.size(), most(asked)));
      List<DepotSurvey.Usable> usable = survey.usable(best, need, once);
      boolean mayGrow =
          named.size() > best.size() || (named.size() >= asked && best.size() > known);
      if (usable.size() >= pool || !mayGrow) {
        return ranking.rank(usable);
      }
      known = best.size();
      asked += pool;
    }
  }

  private static int clamp(long number) {
    return (int) Math.min(number, 1_000_000);
  }

  private static int most(long asked) {
    return clamp(Math.max(asked, ASKED_ANYWAY));
  }
}
