package org.datalogistics.lors.plan;

import java.time.Instant;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.condition.ConditioningChain;
import org.datalogistics.lors.condition.CorruptDataException;
import org.datalogistics.lors.condition.KeyRing;
import org.datalogistics.lors.condition.ReadPlan;
import org.jspecify.annotations.Nullable;

/** An extent that can be read. Compared by identity: a plan makes one for each extent. */
public final class Source {
  private final Extent extent;
  private final Capability read;
  private final ConditioningChain chain;
  private final boolean expired;

  private Source(Extent extent, Capability read, ConditioningChain chain, boolean expired) {
    this.extent = extent;
    this.read = read;
    this.chain = chain;
    this.expired = expired;
  }

  /**
   * The source that an extent is.
   *
   * @param keys where the keys are that the extent only names
   * @throws LorsException why it is none
   */
  public static Source of(Extent extent, Instant now, KeyRing keys) throws LorsException {
    String defect = extent.defect().orElse(null);
    if (defect != null) {
      throw new LorsException(defect);
    }
    @Nullable String uri = extent.read();
    if (uri == null) {
      throw new LorsException("the read capability is withheld");
    }
    Capability read;
    try {
      read = Capability.parse(uri);
    } catch (IllegalArgumentException e) {
      throw new LorsException("its read capability is malformed: " + e.getMessage(), e);
    }
    if (read.kind() != CapabilityKind.READ) {
      throw new LorsException("a " + read.kind() + " capability stands where READ belongs");
    }
    @Nullable Instant end = extent.end();
    boolean expired = end != null && end.isBefore(now);
    return new Source(extent, read, ConditioningChain.of(extent, keys), expired);
  }

  /** The extent, which is well-formed. */
  public Extent extent() {
    return extent;
  }

  /** Its read capability. */
  public Capability read() {
    return read;
  }

  /** How to undo its conditioning. */
  public ConditioningChain chain() {
    return chain;
  }

  /** Whether its recorded end is past: a hint, so it is only tried after the others. */
  public boolean expired() {
    return expired;
  }

  /** Where the bytes are. */
  public DepotAddress depot() {
    return read.depot();
  }

  /**
   * What to load for a part of the extent.
   *
   * @param range bytes of the file, within the extent
   * @throws CorruptDataException when the document's sizes contradict each other
   */
  public ReadPlan plan(ByteRange range) throws CorruptDataException {
    long from = extent.positionInAllocation(range.offset());
    return chain.plan(
        extent.allocLength(), extent.allocOffset() + extent.length(), from, from + range.length());
  }

  /** Range and depot. */
  @Override
  public String toString() {
    return extent.range() + " on " + depot();
  }
}
