package org.datalogistics.exnode.plan;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.datalogistics.exnode.Extent;
import org.jspecify.annotations.Nullable;

/**
 * An extent and what was found out about it.
 *
 * @param end when the lease ends: as probed, else as recorded; null when unknown
 */
public record Observation(Extent extent, ExtentState state, @Nullable Instant end) {

  public Observation {
    Objects.requireNonNull(extent, "extent is null");
    Objects.requireNonNull(state, "state is null");
  }

  /** What the document says of an extent that nobody has asked about (exNode spec 8.5). */
  public static Observation recorded(Extent extent, Instant now) {
    Instant end = extent.end();
    ExtentState state =
        !extent.isWellFormed()
            ? ExtentState.MALFORMED
            : extent.read() == null
                ? ExtentState.WITHHELD
                : end != null && end.isBefore(now.minus(ExtentFilters.GRACE))
                    ? ExtentState.EXPIRED
                    : ExtentState.UNKNOWN;
    return new Observation(extent, state, end);
  }

  /** Whether a reader may find the bytes there. */
  public boolean mayBeRead() {
    return extent.read() != null && state.mayHold();
  }

  /** Whether the bytes can be read: the depot has them, and the capability is there. */
  public boolean isLive() {
    return extent.read() != null && state == ExtentState.LIVE;
  }

  /** When the lease ends, if that is known. */
  public Optional<Instant> ends() {
    return Optional.ofNullable(end);
  }
}
