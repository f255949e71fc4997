package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.exnode.plan.Segment;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.condition.Conditioner;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.erasure.Coding;
import org.datalogistics.lors.erasure.GroupHealth;
import org.datalogistics.lors.erasure.GroupLayout;
import org.datalogistics.lors.erasure.Health;
import org.datalogistics.lors.erasure.SlicePart;
import org.datalogistics.lors.plan.ByteRanges;
import org.datalogistics.lors.run.Watch;

/**
 * Makes slices of stored files: parity for files that have none, and again what was lost of a
 * group. Each slice is stored on a depot without another one of its group, as far as there are any.
 * Safe for use by many threads; each call uses the thread that makes it.
 */
public final class Recode {
  private final DepotOperations depots;
  private final InstantSource clock;

  /** Reads and stores through a client, with lease times by a clock. */
  public Recode(DepotOperations depots, InstantSource clock) {
    this.depots = depots;
    this.clock = clock;
  }

  /**
   * Gives parity to all bytes of a file that have none; blocks until done.
   *
   * @throws LorsException when bytes cannot be read, or a slice does not fit into the memory;
   *     nothing is left behind then
   * @throws CancelledException when cancelled, interrupted or out of time; nothing is left behind
   */
  public RecodeResult protect(
      RecodeRequest request, TransferListener listener, Cancellation cancellation)
      throws IOException {
    Coding coding = request.storage().coding();
    if (coding == null) {
      throw new IllegalArgumentException("the storage policy has no coding");
    }
    ExNode exNode = request.exNode();
    Conditioner conditioner = new Conditioner(conditioning(request));
    List<ByteRange> coded = exNode.codingGroups().stream().map(CodingGroup::range).toList();
    ReplicaMap data = ReplicaMap.of(exNode, request.usable());
    RecodePlan plan = new RecodePlan();
    List<CodingGroup> groups = new ArrayList<>(exNode.codingGroups());
    for (ByteRange bare : ByteRanges.without(new ByteRange(0, exNode.effectiveSize()), coded)) {
      long slice =
          GroupLayout.sliceLength(
              Math.min(GroupLayout.LONGEST_SLICE, request.storage().blockSize()),
              coding,
              request.limits().memory() / 2,
              2);
      GroupLayout layout = new GroupLayout(bare, coding, slice, false);
      for (int i = 0; i < layout.count(); i++) {
        CodingGroup group = layout.group(i);
        groups.add(group);
        List<SlicePart> parts = new ArrayList<>();
        for (int p = 0; p < coding.paritySlices(); p++) {
          parts.add(paritySlice(group, p));
        }
        plan.add(group, holders(request, data, group), parts);
      }
    }
    return run(request, exNode.withCodingGroups(groups), plan, conditioner, listener, cancellation);
  }

  /**
   * Makes again what is missing of coding groups and can be made; blocks until done. Extents that
   * are not usable stay in the exNode.
   *
   * @throws LorsException when bytes cannot be read after all, or a slice does not fit into the
   *     memory; nothing is left behind then
   * @throws CancelledException when cancelled, interrupted or out of time; nothing is left behind
   */
  public RecodeResult restore(
      RecodeRequest request, TransferListener listener, Cancellation cancellation)
      throws IOException {
    Conditioner conditioner = new Conditioner(conditioning(request));
    ExNode exNode = request.exNode();
    ReplicaMap data = ReplicaMap.of(exNode, request.usable());
    RecodePlan plan = new RecodePlan();
    for (GroupHealth health : Health.of(exNode, request.usable()).groups()) {
      CodingGroup group = health.group();
      List<SlicePart> parts = new ArrayList<>();
      for (ByteRange range : health.rebuildable()) {
        parts.addAll(SlicePart.of(exNode, range).orElseThrow());
      }
      if (health.state() != GroupHealth.State.LOST) {
        health.missing().stream()
            .filter(slice -> slice >= group.dataSlices())
            .forEach(slice -> parts.add(paritySlice(group, slice - group.dataSlices())));
      }
      if (!parts.isEmpty()) {
        plan.add(group, holders(request, data, group), parts);
      }
    }
    return run(request, exNode, plan, conditioner, listener, cancellation);
  }

  private static Conditioning conditioning(RecodeRequest request) throws LorsException {
    Conditioning asked = request.conditioning();
    return asked != null ? asked : LikeExtents.of(request.exNode().allExtents());
  }

  private static SlicePart paritySlice(CodingGroup group, int index) {
    return new SlicePart(group, group.dataSlices() + index, new ByteRange(0, group.sliceLength()));
  }

  /** The depots that hold slices of a group, each once for every slice. */
  private static List<DepotAddress> holders(
      RecodeRequest request, ReplicaMap data, CodingGroup group) {
    List<DepotAddress> holders = new ArrayList<>();
    for (int i = 0; i < group.dataSlices(); i++) {
      ByteRange slice = group.dataSlice(i);
      Set<DepotAddress> ofSlice = new HashSet<>();
      for (Segment segment : data.segments(slice)) {
        segment.replicas().forEach(extent -> add(request, extent, ofSlice));
      }
      holders.addAll(ofSlice);
    }
    for (int i = 0; i < group.paritySlices(); i++) {
      Set<DepotAddress> ofSlice = new HashSet<>();
      group.parity(i).forEach(extent -> add(request, extent, ofSlice));
      holders.addAll(ofSlice);
    }
    return holders;
  }

  private static void add(RecodeRequest request, Extent extent, Set<DepotAddress> holders) {
    if (request.usable().test(extent)) {
      extent
          .location()
          .ifPresent(depot -> holders.add(new DepotAddress(depot.host(), depot.port())));
    }
  }

  private RecodeResult run(
      RecodeRequest request,
      ExNode exNode,
      RecodePlan plan,
      Conditioner conditioner,
      TransferListener listener,
      Cancellation cancellation)
      throws IOException {
    if (plan.isEmpty()) {
      return new RecodeResult(exNode, List.of(), List.of());
    }
    long memory = Math.min(request.limits().memory(), Runtime.getRuntime().maxMemory() / 2);
    for (var wanted : plan.wanted()) {
      if (wanted.getValue().group().sliceLength() > GroupLayout.LONGEST_SLICE
          || RecodedBlocks.memory(wanted.getValue(), conditioner) > memory) {
        throw new LorsException(
            "slices of %d bytes of %s do not fit into a memory of %d bytes; allow more"
                .formatted(
                    wanted.getValue().columns().length(), wanted.getValue().group(), memory));
      }
    }
    ReadEngine engine =
        new ReadEngine(depots, clock, ReadLimits.of(request.limits()), TransferListener.NONE);
    ExNode readable =
        request
            .exNode()
            .withExtents(request.exNode().extents().stream().filter(request.usable()).toList());
    Watch watch = new Watch(request.limits().timeout(), cancellation, listener);
    try (engine;
        RecodedBlocks blocks =
            new RecodedBlocks(plan, engine.open(readable, request.keys()), conditioner, memory)) {
      UploadRequest upload =
          new UploadRequest(
              new UploadSource.Stream(InputStream.nullInputStream(), 0),
              request.exNode().name(),
              request.depots(),
              request.storage().withCopies(1),
              conditioner.isEmpty() ? Conditioning.NONE : conditioning(request),
              request.limits());
      UploadRun run =
          new UploadRun(
              upload, depots, clock, listener, watch, plan, plan.apart(), blocks, log(plan));
      return RecodeDocument.of(exNode, plan, run.run(cancellation), clock.instant());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("interrupted");
    }
  }

  private static StoredLog log(RecodePlan plan) {
    return new StoredLog() {
      @Override
      public List<StoredBlock> present() {
        return plan.present();
      }

      @Override
      public void stored(StoredBlock block) {
        // Known when all is done.
      }

      @Override
      public boolean isKept() {
        return false;
      }
    };
  }
}
