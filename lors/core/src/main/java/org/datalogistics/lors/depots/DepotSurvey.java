package org.datalogistics.lors.depots;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.client.DepotOperations;
import org.jspecify.annotations.Nullable;

/**
 * Asks depots for their status, all at once, and keeps those that answer in time and can offer what
 * is wanted (LoRS spec 6.1).
 */
public final class DepotSurvey {
  /** How long a depot has to answer (LoRS spec 6.1). */
  public static final Duration DEADLINE = Duration.ofSeconds(10);

  /** Depots whose answers differ by less than this are equally near. */
  private static final long NEARNESS_NANOS = Duration.ofMillis(5).toNanos();

  private final DepotOperations depots;

  /**
   * A survey.
   *
   * @param limit for all answers; {@link #DEADLINE} if that is less
   */
  public DepotSurvey(DepotOperations depots, Duration limit) {
    this.depots = depots.within(limit.compareTo(DEADLINE) < 0 ? limit : DEADLINE);
  }

  private record Answer(DepotAddress depot, long nanos, @Nullable String problem) {}

  /**
   * The depots that can serve.
   *
   * @param nearestFirst order by the time they took to answer; else they stay in the order given
   * @param warnings is told of each depot that is left out, and why
   */
  public List<DepotAddress> usable(
      List<DepotAddress> candidates,
      Requirement requirement,
      boolean nearestFirst,
      Consumer<String> warnings) {
    List<CompletableFuture<Answer>> questions = new ArrayList<>();
    for (DepotAddress depot : candidates.stream().distinct().toList()) {
      questions.add(ask(depot, requirement));
    }
    List<Answer> usable = new ArrayList<>();
    for (CompletableFuture<Answer> question : questions) {
      Answer answer = question.join();
      if (answer.problem() == null) {
        usable.add(answer);
      } else {
        warnings.accept("depot " + answer.depot() + " is left out: " + answer.problem());
      }
    }
    if (nearestFirst) {
      usable.sort(Comparator.comparingLong(answer -> answer.nanos() / NEARNESS_NANOS));
    }
    return usable.stream().map(Answer::depot).toList();
  }

  private CompletableFuture<Answer> ask(DepotAddress depot, Requirement requirement) {
    long start = System.nanoTime();
    return depots
        .inquire(depot, IbpCommand.ANY_RID)
        .handle(
            (status, failure) -> {
              String problem = failure == null ? problem(status, requirement) : describe(failure);
              return new Answer(depot, System.nanoTime() - start, problem);
            });
  }

  private static String describe(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return String.valueOf(cause.getMessage());
  }

  private static @Nullable String problem(DepotStatus status, Requirement wanted) {
    long seconds = wanted.lease().toSeconds();
    if (status.maxDurationSeconds() >= 0 && seconds > status.maxDurationSeconds()) {
      return "it grants at most "
          + status.maxDurationSeconds()
          + " s, wanted are "
          + seconds
          + " s; ask for less with a shorter duration";
    }
    long free =
        wanted.reliability() == Reliability.HARD ? status.allocableHard() : status.allocable();
    if (free < wanted.bytes()) {
      return "it has "
          + free
          + " bytes of "
          + wanted.reliability()
          + " storage free, wanted are "
          + wanted.bytes();
    }
    return null;
  }
}
