package org.datalogistics.lors.copy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.exnode.plan.Segment;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.run.DepotOf;

/**
 * Which ranges of a file to copy (LoRS spec 6.4): cut wherever a source begins or ends, so that
 * each copy comes from one source. Pure functions.
 */
public final class CopyPlan {

  private CopyPlan() {}

  /**
   * What is to be copied, and what nobody has.
   *
   * @param holes wanted bytes without a source, in order
   */
  public record Plan(List<CopyJob> jobs, List<ByteRange> holes) {
    public Plan {
      jobs = List.copyOf(jobs);
      holes = List.copyOf(holes);
    }
  }

  /**
   * One more copy of every byte for each stage.
   *
   * @param sources the extents that may be read
   * @param blockSize most bytes of a raw copy
   */
  public static Plan more(
      ByteRange range, ReplicaMap sources, List<CopyStage> stages, long blockSize) {
    return plan(range, sources, blockSize, copies -> stages);
  }

  /**
   * A copy of every byte on each depot of a chain, also on those that hold it already.
   *
   * @param sources the extents that may be read
   * @param hops one stage for each depot
   * @param blockSize most bytes of a raw copy
   */
  public static Plan along(
      ByteRange range, ReplicaMap sources, List<CopyStage> hops, long blockSize) {
    Plan plan = plan(range, sources, blockSize, copies -> hops);
    return new Plan(
        plan.jobs().stream()
            .map(job -> new CopyJob(job.range(), job.sources(), job.stages(), Set.of()))
            .toList(),
        plan.holes());
  }

  /**
   * As many copies as bring every byte to the wanted number of depots, counting those of the map
   * alone (balance).
   *
   * @param live the extents that were found to be there
   * @param copies wanted
   */
  public static Plan balance(
      ByteRange range, ReplicaMap live, int copies, CopyStage where, long blockSize) {
    return plan(
        range,
        live,
        blockSize,
        present -> Collections.nCopies(Math.max(0, copies - present), where));
  }

  /** The copies to add where so many depots hold the bytes. */
  @FunctionalInterface
  private interface Stages {
    List<CopyStage> where(int depots);
  }

  private static Plan plan(ByteRange range, ReplicaMap sources, long blockSize, Stages stages) {
    List<CopyJob> jobs = new ArrayList<>();
    List<ByteRange> holes = new ArrayList<>();
    Map<Extent, Integer> wholeCopies = new HashMap<>();
    for (Segment segment : sources.segments(range)) {
      List<Extent> readable = segment.replicas().stream().filter(CopyPlan::canBeRead).toList();
      if (readable.isEmpty()) {
        holes.add(segment.range());
        continue;
      }
      Set<DepotAddress> holders = new HashSet<>();
      segment.replicas().forEach(replica -> DepotOf.extent(replica).ifPresent(holders::add));
      List<CopyStage> wanted = stages.where(holders.size());
      if (wanted.isEmpty()) {
        continue;
      }
      List<Extent> sorted = rawFirst(readable);
      if (sorted.get(0).isRaw()) {
        addRaw(segment.range(), sorted, wanted, holders, blockSize, jobs);
      } else {
        // Its copy for an earlier segment has these bytes too.
        int made = wholeCopies.getOrDefault(sorted.get(0), 0);
        if (made < wanted.size()) {
          wholeCopies.put(sorted.get(0), wanted.size());
          List<CopyStage> rest = wanted.subList(made, wanted.size());
          jobs.add(new CopyJob(segment.range(), sorted, rest, holders));
        }
      }
    }
    return new Plan(jobs, holes);
  }

  private static boolean canBeRead(Extent extent) {
    String read = extent.read();
    if (read == null) {
      return false;
    }
    try {
      return Capability.parse(read).kind() == CapabilityKind.READ;
    } catch (IllegalArgumentException e) {
      return false; // such a text opens nothing
    }
  }

  /** In blocks; a conditioned source is copied whole, so it can stand in for an uncut one only. */
  private static void addRaw(
      ByteRange range,
      List<Extent> sources,
      List<CopyStage> stages,
      Set<DepotAddress> holders,
      long blockSize,
      List<CopyJob> jobs) {
    boolean uncut = range.length() <= blockSize;
    List<Extent> usable = uncut ? sources : sources.stream().filter(Extent::isRaw).toList();
    for (ByteRange block : blocks(range, blockSize)) {
      jobs.add(new CopyJob(block, usable, stages, holders));
    }
  }

  /** Raw sources can serve any part; among the others the longest saves copies of neighbours. */
  private static List<Extent> rawFirst(List<Extent> extents) {
    return extents.stream()
        .sorted(Comparator.comparing(Extent::isRaw).thenComparingLong(Extent::length).reversed())
        .toList();
  }

  private static List<ByteRange> blocks(ByteRange range, long blockSize) {
    List<ByteRange> blocks = new ArrayList<>();
    for (long at = range.offset(); at < range.end(); at += Math.min(blockSize, range.end() - at)) {
      blocks.add(new ByteRange(at, Math.min(blockSize, range.end() - at)));
    }
    return blocks;
  }
}
