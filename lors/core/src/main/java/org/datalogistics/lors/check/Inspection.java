package org.datalogistics.lors.check;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.ExtentState;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.ibp.client.LoadSink;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.listing.ListedExtent;
import org.datalogistics.lors.listing.Listing;
import org.datalogistics.lors.run.Bounded;
import org.datalogistics.lors.run.Failures;
import org.datalogistics.lors.run.Watch;
import org.jspecify.annotations.Nullable;

/**
 * Finds out the state of each extent: by a probe, and where that proves nothing, as with read
 * capabilities on some depots, by loading a byte (exNode spec 8.5, LoRS spec 12.1).
 */
public final class Inspection {
  private static final Duration EACH = Duration.ofSeconds(15);

  private final DepotOperations depots;
  private final InstantSource clock;

  /** Inspections through a client. */
  public Inspection(DepotOperations depots, InstantSource clock) {
    this.depots = depots;
    this.clock = clock;
  }

  /**
   * The state of each extent of data, by ascending offset.
   *
   * @throws CancelledException when cancelled, interrupted or out of time
   */
  public List<ListedExtent> data(ExNode exNode, TransferLimits limits, Cancellation cancellation)
      throws CancelledException {
    Watch watch = new Watch(limits.timeout(), cancellation, TransferListener.NONE);
    List<ListedExtent> probed =
        new Listing(depots, clock)
            .physical(exNode, limits.threads(), EACH, limits.timeout(), cancellation);
    return Bounded.all(probed, limits.threads(), watch, this::settle);
  }

  /** The same for the extents of parity. */
  public List<ListedExtent> parity(ExNode exNode, TransferLimits limits, Cancellation cancellation)
      throws CancelledException {
    List<Extent> parity =
        exNode.codingGroups().stream().flatMap(group -> group.extents().stream()).toList();
    return parity.isEmpty()
        ? List.of()
        : data(ExNode.builder("parity").extents(parity).build(), limits, cancellation);
  }

  private CompletableFuture<ListedExtent> settle(ListedExtent listed) {
    AllocationStatus status = listed.status();
    if (status != null && status.size() < bytesNeeded(listed.extent())) {
      return CompletableFuture.completedFuture(
          with(
              listed,
              ExtentState.CORRUPT,
              "the depot has %d bytes of it, the exNode needs %d"
                  .formatted(status.size(), bytesNeeded(listed.extent()))));
    }
    String read = listed.extent().read();
    if (listed.state() != ExtentState.UNKNOWN || read == null) {
      return CompletableFuture.completedFuture(listed);
    }
    return depots
        .within(EACH)
        .load(
            Capability.parse(read),
            bytesNeeded(listed.extent()) - 1,
            1,
            LoadSink.to(ByteBuffer.allocate(1)))
        .handle((loaded, failure) -> settled(listed, loaded, failure));
  }

  /** Bytes that have to be stored at least. */
  private static long bytesNeeded(Extent extent) {
    return extent.isRaw()
        ? extent.allocOffset() + extent.length()
        : Math.max(1, extent.allocLength());
  }

  private static ListedExtent settled(
      ListedExtent listed, @Nullable Long loaded, @Nullable Throwable failure) {
    if (loaded != null && loaded == 1) {
      return with(listed, ExtentState.LIVE, null);
    }
    if (!(Failures.cause(failure) instanceof IbpException ibp)) {
      return failure == null ? with(listed, ExtentState.CORRUPT, "its end is missing") : listed;
    }
    String problem = Failures.reason(failure);
    if (ibp.isGone()) {
      return with(listed, ExtentState.DEAD, problem);
    }
    if (ibp.error() == IbpError.WOULD_EXCEED_LIMIT) {
      return with(listed, ExtentState.CORRUPT, problem);
    }
    return with(listed, ibp.isRetryable() ? ExtentState.UNREACHABLE : ExtentState.UNKNOWN, problem);
  }

  /** The same extent with another finding. */
  static ListedExtent with(ListedExtent listed, ExtentState state, @Nullable String problem) {
    return new ListedExtent(
        listed.index(),
        listed.extent(),
        listed.depot(),
        state,
        listed.status(),
        listed.expiry(),
        problem);
  }
}
