package org.datalogistics.lors.copy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.depots.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * Decides who copies to whom, without I/O: the next source, then the next target, then through this
 * process (LoRS spec 6.4). Remembers which depots cannot reach one another, so that this costs a
 * few attempts and not one for every job. Not thread-safe.
 */
final class CopySchedule {
  /** After so many refusals in a row a depot is asked only when no other is left. */
  private static final int STRIKES = 3;

  /** So often a source that cannot be reached is tried. */
  private static final int MOST_SILENCES = 2;

  private record Pair(DepotAddress from, DepotAddress to) {}

  private final boolean thirdParty;
  private final Map<DepotAddress, Integer> busySources = new HashMap<>();
  private final Map<DepotAddress, Integer> strikes = new HashMap<>();
  private final Set<DepotAddress> pushing = new HashSet<>();
  private final Set<DepotAddress> notPushing = new HashSet<>();
  private final Set<Pair> apart = new HashSet<>();
  private final Map<DepotAddress, Integer> silent = new HashMap<>();

  CopySchedule(boolean thirdParty) {
    this.thirdParty = thirdParty;
  }

  /** The next attempt for the copy at hand; null when there is none left. */
  @Nullable CopyTry next(CopyTask task) {
    if (task.isExhausted()) {
      return null;
    }
    List<Candidate> targets = targets(task);
    List<Extent> sources = sources(task);
    if (thirdParty) {
      CopyTry direct = direct(task, sources, targets);
      if (direct != null) {
        return direct;
      }
    }
    for (Candidate target : targets) {
      for (Extent source : sources) {
        CopyTry through = attempt(task, source, target, CopyMethod.CLIENT);
        if (!task.hasFailed(through)) {
          return through;
        }
      }
    }
    return null;
  }

  private @Nullable CopyTry direct(CopyTask task, List<Extent> sources, List<Candidate> targets) {
    for (Candidate target : targets) {
      for (Extent source : sources) {
        for (CopyMethod method : List.of(CopyMethod.PUSH, CopyMethod.SEND)) {
          CopyTry attempt = attempt(task, source, target, method);
          if (isWorthTrying(attempt) && !task.hasFailed(attempt)) {
            return attempt;
          }
        }
      }
    }
    return null;
  }

  private boolean isWorthTrying(CopyTry attempt) {
    DepotAddress from = attempt.from();
    boolean known =
        attempt.method() == CopyMethod.PUSH ? !notPushing.contains(from) : !pushing.contains(from);
    return known && !apart.contains(new Pair(from, attempt.target()));
  }

  private static CopyTry attempt(
      CopyTask task, Extent source, Candidate target, CopyMethod method) {
    return new CopyTry(task.job.range(), source, target.address(), method);
  }

  /** Those that answer; idle ones first, or on a chain the newest. */
  private List<Extent> sources(CopyTask task) {
    List<Extent> sources = new ArrayList<>(task.sources());
    if (!silent.isEmpty()) {
      sources.removeIf(source -> silences(source) >= MOST_SILENCES);
    }
    if (sources.size() > 1) {
      boolean chained = task.where().chained();
      sources.sort(
          Comparator.comparingInt(this::silences)
              .thenComparingInt(
                  source -> chained ? 0 : busySources.getOrDefault(CopyTry.depotOf(source), 0)));
    }
    return sources;
  }

  private int silences(Extent source) {
    return silent.getOrDefault(CopyTry.depotOf(source), 0);
  }

  /** In turn the first depots, then the reserves; those of another failure domain before others. */
  private List<Candidate> targets(CopyTask task) {
    CopyStage stage = task.where();
    List<Candidate> depots = stage.depots();
    int spread = Math.min(stage.spread(), depots.size());
    List<Candidate> targets = new ArrayList<>(depots.size());
    for (int i = 0; i < depots.size(); i++) {
      int turn = i < spread ? (int) (((long) task.index + task.stage() + i) % spread) : i;
      if (task.isFree(depots.get(turn).address())) {
        targets.add(depots.get(turn));
      }
    }
    targets.sort(Comparator.comparingInt(target -> demerits(task, target)));
    return targets;
  }

  private int demerits(CopyTask task, Candidate target) {
    boolean refusing = strikes.getOrDefault(target.address(), 0) >= STRIKES;
    return (refusing ? 2 : 0) + (task.sharesDomain(target) ? 1 : 0);
  }

  void started(CopyTry attempt) {
    busySources.merge(attempt.from(), 1, Integer::sum);
  }

  void succeeded(CopyTask task, CopyTry attempt, Extent copy) {
    ended(attempt);
    strikes.remove(attempt.target());
    silent.remove(attempt.from());
    if (attempt.method() == CopyMethod.PUSH) {
      pushing.add(attempt.from());
    } else if (attempt.method() == CopyMethod.SEND) {
      notPushing.add(attempt.from());
    }
    task.succeeded(attempt, copy);
  }

  /**
   * An attempt has failed.
   *
   * @param blame what was wrong
   */
  void failed(CopyTask task, CopyTry attempt, CopyBlame blame, String reason) {
    ended(attempt);
    boolean direct = attempt.method() != CopyMethod.CLIENT;
    switch (blame) {
      case TARGET -> strikes.merge(attempt.target(), 1, Integer::sum);
      case SOURCE_SILENT -> silent.merge(attempt.from(), 1, Integer::sum);
      case UNKNOWN_COMMAND, PAIR -> {
        boolean mayDoOtherwise =
            attempt.method() == CopyMethod.PUSH && !pushing.contains(attempt.from());
        if (mayDoOtherwise) {
          if (blame == CopyBlame.UNKNOWN_COMMAND) {
            notPushing.add(attempt.from());
          }
        } else if (direct) {
          apart.add(new Pair(attempt.from(), attempt.target()));
        }
      }
      case COPY -> {} // this one copy only
    }
    task.failed(attempt, blame == CopyBlame.TARGET, reason);
  }

  private void ended(CopyTry attempt) {
    busySources.merge(attempt.from(), -1, Integer::sum);
  }
}
