package org.datalogistics.exnode.plan;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a file loses bytes (exNode spec 8.6).
 *
 * @param certainty what the time of the file's loss is worth
 * @param fileLostAt first moment at which some byte is held by nobody; null when that is not known,
 *     never (an empty file), or already
 * @param replicaLostAt first known end of any replica, after which there are fewer copies of
 *     something; null when no end is known
 */
public record Expiry(
    Certainty certainty, @Nullable Instant fileLostAt, @Nullable Instant replicaLostAt) {

  /** What a time of loss is worth. */
  public enum Certainty {
    /** As good as the ends it was made from. */
    EXACT,
    /** The file lives at least until then; replicas whose end is unknown may hold it longer. */
    LOWER_BOUND,
    /** Some byte is held only by replicas whose end is unknown. */
    UNKNOWN,
    /** Some byte is held by nobody. */
    INCOMPLETE
  }

  /**
   * First moment at which some byte is held by nobody, or a lower bound of it; empty when none is
   * known.
   */
  public Optional<Instant> lost() {
    return Optional.ofNullable(fileLostAt);
  }
}
