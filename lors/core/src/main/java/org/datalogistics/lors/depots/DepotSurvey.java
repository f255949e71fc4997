package org.datalogistics.lors.depots;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.client.DepotOperations;
import org.jspecify.annotations.Nullable;

/**
 * Asks depots for their status, all at once, and keeps those that answer in time and can offer what
 * is wanted (LoRS spec 6.1). Answers are remembered for a while, so that many operations of a
 * process cost a depot few questions. Safe for use by many threads.
 */
public final class DepotSurvey {
  /** How long a depot has to answer (LoRS spec 6.1). */
  public static final Duration DEADLINE = Duration.ofSeconds(10);

  /** How long an answer is believed. */
  public static final Duration MEMORY = Duration.ofMinutes(1);

  /** How long a depot that did not answer is left alone. */
  private static final Duration SILENCE_MEMORY = Duration.ofSeconds(20);

  private final DepotOperations depots;
  private final LongSupplier nanoTime;
  private final Map<DepotAddress, Answer> remembered = new ConcurrentHashMap<>();

  private record Answer(
      @Nullable DepotStatus status, @Nullable String failure, long asked, long took) {

    boolean isFresh(long now) {
      return now - asked < (failure == null ? MEMORY : SILENCE_MEMORY).toNanos();
    }
  }

  private record Question(Candidate candidate, CompletableFuture<Answer> answer) {}

  /**
   * A depot that can serve.
   *
   * @param candidate with what the depot says of its space
   * @param answered how long it took to say so
   */
  public record Usable(Candidate candidate, Duration answered) {}

  /**
   * A survey.
   *
   * @param limit for all answers; {@link #DEADLINE} if that is less
   */
  public DepotSurvey(DepotOperations depots, Duration limit) {
    this(depots, limit, System::nanoTime);
  }

  /** A survey with a clock of its own, in nanoseconds. */
  public DepotSurvey(DepotOperations depots, Duration limit, LongSupplier nanoTime) {
    this.depots = depots.within(limit.compareTo(DEADLINE) < 0 ? limit : DEADLINE);
    this.nanoTime = nanoTime;
  }

  /**
   * The depots that can serve, in the order given.
   *
   * @param warnings is told of each depot that is left out, and why
   */
  public List<Usable> usable(
      Collection<Candidate> candidates, Requirement requirement, Consumer<String> warnings) {
    long now = nanoTime.getAsLong();
    Map<DepotAddress, Question> questions = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      questions.computeIfAbsent(
          candidate.address(),
          address -> {
            Answer known = remembered.get(address);
            return new Question(
                candidate,
                known != null && known.isFresh(now)
                    ? CompletableFuture.completedFuture(known)
                    : ask(address));
          });
    }
    List<Usable> usable = new ArrayList<>();
    for (Question question : questions.values()) {
      Candidate candidate = question.candidate();
      Answer answer = question.answer().join();
      remembered.put(candidate.address(), answer);
      DepotStatus status = answer.status();
      String problem =
          status == null ? String.valueOf(answer.failure()) : problem(status, requirement);
      if (status != null && problem == null) {
        usable.add(new Usable(offered(candidate, status, requirement), took(answer)));
      } else {
        warnings.accept("depot " + candidate.address() + " is left out: " + problem);
      }
    }
    return usable;
  }

  private static Duration took(Answer answer) {
    return Duration.ofNanos(answer.took());
  }

  private CompletableFuture<Answer> ask(DepotAddress depot) {
    long start = nanoTime.getAsLong();
    return depots
        .inquire(depot, IbpCommand.ANY_RID)
        .handle(
            (status, failure) ->
                new Answer(
                    status,
                    failure == null ? null : describe(failure),
                    start,
                    nanoTime.getAsLong() - start));
  }

  private static String describe(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return String.valueOf(cause.getMessage());
  }

  private static Candidate offered(
      Candidate candidate, DepotStatus status, Requirement requirement) {
    long seconds = status.maxDurationSeconds();
    return candidate.withOffer(
        Math.max(0, free(status, requirement)),
        seconds > 0 ? Duration.ofSeconds(seconds) : candidate.longestLease());
  }

  private static long free(DepotStatus status, Requirement wanted) {
    return wanted.reliability() == Reliability.HARD ? status.allocableHard() : status.allocable();
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
    long free = free(status, wanted);
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
