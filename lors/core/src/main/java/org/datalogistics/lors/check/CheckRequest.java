package org.datalogistics.lors.check;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.CopiesBy;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.condition.KeyRing;

/**
 * What to find out about a file.
 *
 * @param copies on distinct depots that every byte is to have; 0 for as many as the document has of
 *     the byte with the fewest
 * @param soon leases that end within this time are a risk
 * @param readAll whether to read and verify everything that is stored
 * @param keys for what only names its key, when all is read
 * @param domain the failure domain of an extent
 */
public record CheckRequest(
    ExNode exNode,
    int copies,
    Duration soon,
    boolean readAll,
    KeyRing keys,
    Function<? super Extent, ?> domain,
    TransferLimits limits) {

  public CheckRequest {
    Objects.requireNonNull(exNode, "exNode is null");
    Objects.requireNonNull(keys, "keys is null");
    Objects.requireNonNull(domain, "domain is null");
    Objects.requireNonNull(limits, "limits is null");
    if (copies < 0 || soon.isNegative()) {
      throw new IllegalArgumentException(
          "%d copies for %s: neither may be negative".formatted(copies, soon));
    }
  }

  /** Probes only, as many copies as the document has, leases that end within 6 hours. */
  public static CheckRequest of(ExNode exNode) {
    return new CheckRequest(
        exNode,
        0,
        Duration.ofHours(6),
        false,
        KeyRing.NONE,
        CopiesBy.HOST,
        TransferLimits.DEFAULTS);
  }

  /** The same, reading everything. */
  public CheckRequest readingAll(KeyRing ring) {
    return new CheckRequest(exNode, copies, soon, true, ring, domain, limits);
  }

  /** The same with so many copies wanted. */
  public CheckRequest withCopies(int wanted) {
    return new CheckRequest(exNode, wanted, soon, readAll, keys, domain, limits);
  }

  /** The same for another time within which an end is a risk. */
  public CheckRequest withSoon(Duration time) {
    return new CheckRequest(exNode, copies, time, readAll, keys, domain, limits);
  }

  /** The same within other limits. */
  public CheckRequest withLimits(TransferLimits others) {
    return new CheckRequest(exNode, copies, soon, readAll, keys, domain, others);
  }
}
