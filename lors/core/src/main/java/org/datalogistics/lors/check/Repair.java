package org.datalogistics.lors.check;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.edit.Trim;
import org.datalogistics.exnode.plan.ExtentState;
import org.datalogistics.exnode.plan.Observation;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.exnode.plan.Safety;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.condition.KeyRing;
import org.datalogistics.lors.copy.Copies;
import org.datalogistics.lors.copy.CopyPlan;
import org.datalogistics.lors.copy.CopyRequest;
import org.datalogistics.lors.copy.CopyResult;
import org.datalogistics.lors.copy.CopyStage;
import org.datalogistics.lors.erasure.GroupHealth;
import org.datalogistics.lors.lease.LeaseTime;
import org.datalogistics.lors.lease.Refresh;
import org.datalogistics.lors.lease.Renewed;
import org.datalogistics.lors.listing.ListedExtent;
import org.datalogistics.lors.transfer.Recode;
import org.datalogistics.lors.transfer.RecodeRequest;
import org.datalogistics.lors.transfer.RecodeResult;
import org.datalogistics.lors.trim.Release;

/**
 * Brings a file back to what it should be after a {@link Check}: copies what has too few copies
 * from those that are live, drops what is gone or wrong, and prolongs what ends soon. Safe for use
 * by many threads; each call uses the thread that makes it.
 */
public final class Repair {
  private final DepotOperations depots;
  private final InstantSource clock;

  /** Repairs through a client, with lease times by a clock. */
  public Repair(DepotOperations depots, InstantSource clock) {
    this.depots = depots;
    this.clock = clock;
  }

  /**
   * Repairs what can be repaired; blocks until done. Nothing of the old document is given back yet:
   * see {@link #release}, for when the new one is kept.
   *
   * @return also when some of it could not be repaired
   * @throws CancelledException when cancelled, interrupted or out of time; what was stored is given
   *     back then
   */
  public RepairResult run(
      RepairRequest request, TransferListener listener, Cancellation cancellation)
      throws CancelledException {
    CheckResult found = request.found();
    Set<Extent> bad = Collections.newSetFromMap(new IdentityHashMap<>());
    found.all().filter(one -> isBad(one)).forEach(one -> bad.add(one.extent()));
    ExNode kept = Trim.without(found.exNode(), bad::contains);

    CopyPlan.Plan plan = plan(request);
    CopyResult copies =
        new Copies(depots, clock)
            .run(
                new CopyRequest(
                    plan.jobs(),
                    request.reliability(),
                    request.lease(),
                    request.thirdParty(),
                    request.limits()),
                listener,
                cancellation);
    List<Renewed> renewed;
    try {
      renewed = renew(request, bad, cancellation);
    } catch (CancelledException e) {
      new Copies(depots, clock).giveBack(copies.extents());
      throw e;
    }
    List<Extent> extents = new ArrayList<>(dated(kept, renewed).extents());
    extents.addAll(copies.extents());
    ExNode mended = dated(kept, renewed).withExtents(extents).withModified(clock.instant());
    List<RepairResult.Unmended> left = unmended(request, copies);
    RecodeResult slices;
    try {
      slices = slices(request, mended, copies, left, listener, cancellation);
    } catch (CancelledException e) {
      new Copies(depots, clock).giveBack(copies.extents());
      throw e;
    }
    return new RepairResult(
        slices.exNode(), List.copyOf(bad), copies, slices.stored(), renewed, left);
  }

  /** Makes what is missing of coding groups again. */
  private RecodeResult slices(
      RepairRequest request,
      ExNode mended,
      CopyResult copies,
      List<RepairResult.Unmended> left,
      TransferListener listener,
      Cancellation cancellation)
      throws CancelledException {
    RecodeResult nothing = new RecodeResult(mended, List.of(), List.of());
    List<GroupHealth> degraded =
        request.found().health().groups().stream()
            .filter(group -> !group.missing().isEmpty())
            .toList();
    if (degraded.isEmpty()) {
      return nothing;
    }
    String reason = "no depot was named for further slices";
    if (!request.depots().isEmpty()) {
      Set<String> live = new HashSet<>();
      request
          .found()
          .all()
          .filter(one -> one.state() == ExtentState.LIVE)
          .map(ListedExtent::extent)
          .forEach(extent -> live.add(String.valueOf(extent.read())));
      copies.extents().forEach(extent -> live.add(String.valueOf(extent.read())));
      try {
        return new Recode(depots, clock)
            .restore(
                new RecodeRequest(
                    mended,
                    extent -> live.contains(String.valueOf(extent.read())),
                    request.depots(),
                    new StoragePolicy(
                        1,
                        request.spread(),
                        request.reliability(),
                        request.lease(),
                        request.blockSize()),
                    null,
                    KeyRing.NONE,
                    request.limits()),
                listener,
                cancellation);
      } catch (CancelledException e) {
        throw e;
      } catch (IOException e) {
        reason = "slices of it cannot be made again: " + e.getMessage();
      }
    }
    for (GroupHealth group : degraded) {
      left.add(new RepairResult.Unmended(group.group().range(), reason));
    }
    return nothing;
  }

  /** Malformed extents are kept: they may mean something to others. */
  private static boolean isBad(ListedExtent one) {
    return one.state() == ExtentState.DEAD || one.state() == ExtentState.CORRUPT;
  }

  private static CopyPlan.Plan plan(RepairRequest request) {
    CheckResult found = request.found();
    if (request.depots().isEmpty()) {
      return new CopyPlan.Plan(List.of(), List.of());
    }
    ExNode exNode = found.exNode();
    ReplicaMap live =
        Safety.map(
            exNode,
            found.data().stream().map(ListedExtent::observation).toList(),
            Observation::isLive);
    return CopyPlan.balance(
        live.file(),
        live,
        found.wanted(),
        new CopyStage(request.depots(), request.spread()),
        request.blockSize());
  }

  private List<Renewed> renew(RepairRequest request, Set<Extent> bad, Cancellation cancellation)
      throws CancelledException {
    List<Extent> ending =
        request.found().ending().stream()
            .map(ListedExtent::extent)
            .filter(extent -> !bad.contains(extent))
            .toList();
    if (ending.isEmpty()) {
      return List.of();
    }
    return new Refresh(depots, clock)
        .run(
            ExNode.builder("ending").extents(ending).build(),
            new LeaseTime.AtLeast(clock.instant().plus(request.lease())),
            request.limits(),
            cancellation)
        .leases();
  }

  private static ExNode dated(ExNode exNode, List<Renewed> renewed) {
    Map<Extent, Renewed> byExtent = new HashMap<>();
    renewed.forEach(one -> byExtent.put(one.extent(), one));
    return exNode.mapAllExtents(
        extent -> {
          Renewed one = byExtent.get(extent);
          return one == null || one.end() == null
              ? extent
              : extent.toBuilder().lifetime(extent.start(), one.end()).build();
        });
  }

  private static List<RepairResult.Unmended> unmended(RepairRequest request, CopyResult copies) {
    List<RepairResult.Unmended> left = new ArrayList<>();
    CheckResult found = request.found();
    List<ByteRange> lost = found.lost();
    for (ByteRange range : found.health().lost()) {
      boolean forGood = lost.stream().anyMatch(range::overlaps);
      left.add(
          new RepairResult.Unmended(
              range,
              forGood
                  ? "no copy is left"
                  : "no copy can be had now; a depot that does not answer may have one"));
    }
    for (CopyResult.Missed missed : copies.missed()) {
      left.add(new RepairResult.Unmended(missed.range(), missed.reason()));
    }
    if (request.depots().isEmpty()) {
      for (Safety.Weak weak : found.weak()) {
        if (weak.copies() > 0) {
          left.add(
              new RepairResult.Unmended(weak.range(), "no depot was named for further copies"));
        }
      }
    }
    for (ByteRange range : found.disputed()) {
      left.add(
          new RepairResult.Unmended(
              range, "copies differ, and nothing says which of them is right"));
    }
    return left;
  }

  /**
   * Gives back what the old document used and the new one does not: wrong bytes that depots still
   * keep. Best effort; the lease ends what cannot be reached.
   */
  public void release(RepairRequest request, RepairResult result, Cancellation cancellation)
      throws CancelledException {
    List<Extent> unused = Trim.unused(request.found().exNode(), result.exNode());
    Duration brief = Duration.ofSeconds(15);
    Duration limit =
        request.limits().timeout().compareTo(brief) < 0 ? request.limits().timeout() : brief;
    new Release(depots)
        .run(
            unused,
            false,
            new TransferLimits(request.limits().threads(), request.limits().memory(), limit),
            cancellation);
  }
}
