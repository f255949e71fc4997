package org.datalogistics.lors.copy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.depots.Candidate;

/** A job under way: which of its copies is next, and what has failed for that one. */
final class CopyTask {
  /** After so many failures of one copy it is given up. */
  private static final int MOST_FAILURES = 16;

  final int index;
  final CopyJob job;

  private final List<Extent> sources;
  private final Set<DepotAddress> holders;
  private final Set<String> domains = new HashSet<>();

  private int stage;
  private int failures;
  private String lastFailure = "";
  private final Set<DepotAddress> refused = new HashSet<>();
  private final Set<CopyTry> failed = new HashSet<>();

  CopyTask(int index, CopyJob job) {
    this.index = index;
    this.job = job;
    this.sources = new ArrayList<>(job.sources());
    this.holders = new HashSet<>(job.avoid());
    job.stages().forEach(stage -> noteDomains(stage, job.avoid()));
  }

  private void noteDomains(CopyStage where, Set<DepotAddress> depots) {
    for (Candidate candidate : where.depots()) {
      if (depots.contains(candidate.address())) {
        domains.add(candidate.domain());
      }
    }
  }

  /** Whether all copies were made or missed. */
  boolean isOver() {
    return stage >= job.stages().size();
  }

  int stage() {
    return stage;
  }

  CopyStage where() {
    return job.stages().get(stage);
  }

  /** What may be copied from: the newest copy first, as it lies next on a chain. */
  List<Extent> sources() {
    return sources;
  }

  /** Why there is no further attempt. */
  String whyMissed() {
    if (failures > 0) {
      return lastFailure;
    }
    if (sources.isEmpty()) {
      return "no copy of them can be read";
    }
    return where().depots().stream().map(Candidate::address).allMatch(holders::contains)
        ? "every depot that may be used holds them already"
        : "no depot that has them can be reached";
  }

  boolean isExhausted() {
    return failures >= MOST_FAILURES;
  }

  boolean hasFailed(CopyTry attempt) {
    return !failed.isEmpty() && failed.contains(attempt);
  }

  /** Whether the depot may get the copy at hand. */
  boolean isFree(DepotAddress depot) {
    return !holders.contains(depot) && !refused.contains(depot);
  }

  /** Whether a depot that has the bytes shares the failure domain. */
  boolean sharesDomain(Candidate depot) {
    return domains.contains(depot.domain());
  }

  void failed(CopyTry attempt, boolean targetRefused, String reason) {
    failures++;
    failed.add(attempt);
    if (targetRefused) {
      refused.add(attempt.target());
    }
    lastFailure = reason;
  }

  void succeeded(CopyTry attempt, Extent copy) {
    sources.add(0, copy);
    holders.add(attempt.target());
    noteDomains(where(), Set.of(attempt.target()));
    nextStage();
  }

  /** Gives the copy at hand up and goes to the next. */
  void nextStage() {
    stage++;
    failures = 0;
    refused.clear();
    failed.clear();
  }
}
