package org.datalogistics.lors.condition;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.Extent;
import org.jspecify.annotations.Nullable;

/**
 * The functions of one extent, ready to be undone. An empty chain passes bytes through. Safe for
 * use by many threads.
 */
public final class ConditioningChain {

  /** Bytes as they are. */
  public static final ConditioningChain NONE = new ConditioningChain(List.of());

  /** In the order of application; those behind {@link #whole} if there is one. */
  private final List<Stage> stages;

  private final @Nullable WholeStage whole;

  ConditioningChain(List<Stage> stages) {
    this(stages, null);
  }

  ConditioningChain(List<Stage> stages, @Nullable WholeStage whole) {
    this.stages = List.copyOf(stages);
    this.whole = whole;
  }

  /**
   * The chain that a document states for an extent.
   *
   * @param keys where the keys are that the document only names
   * @throws MissingKeyException when a key is not at hand
   * @throws UnsupportedFunctionException when it has a function, or sizes, that cannot be undone
   */
  public static ConditioningChain of(Extent extent, KeyRing keys)
      throws UnsupportedFunctionException {
    return extent.isRaw() ? NONE : new ChainReader(keys).read(extent);
  }

  /** Whether bytes pass unchanged. */
  public boolean isEmpty() {
    return stages.isEmpty() && whole == null;
  }

  /** Whether damage of the stored bytes is noticed when they are undone. */
  public boolean noticesDamage() {
    return whole != null
        || stages.stream()
            .map(Stage::function)
            .anyMatch(function -> function.verifies() || function.compresses());
  }

  /**
   * Bytes of the file that are undone together; 0 when nothing is done. Only whole blocks are read
   * from an allocation.
   */
  public long blockSize() {
    if (whole != null) {
      return whole.plain();
    }
    return stages.isEmpty() ? 0 : stages.get(0).inputBlock();
  }

  /**
   * How to read the unconditioned bytes {@code [from, to)} of an allocation.
   *
   * @param storedLength bytes stored in the allocation, or 0 when unknown: then {@code knownPlain}
   *     bytes are taken to have been conditioned
   * @param knownPlain unconditioned bytes that the allocation is known to hold
   * @throws CorruptDataException when the allocation cannot hold that range
   */
  public ReadPlan plan(long storedLength, long knownPlain, long from, long to)
      throws CorruptDataException {
    if (from < 0 || from >= to) {
      throw new CorruptDataException("there are no bytes from " + from + " to " + to);
    }
    if (whole == null) {
      return plan(lengths(storedLength, knownPlain), from, to, null);
    }
    long stream = stages.isEmpty() && storedLength > 0 ? storedLength : whole.statedLength();
    ReadPlan.Whole rest = new ReadPlan.Whole(whole, from, to);
    return plan(lengths(storedLength, stream), 0, stream, rest);
  }

  /**
   * How long the data is before the first stage and after each. Exact where that can be known: how
   * many of a last block's bytes DES added, only the block itself tells.
   */
  private long[] lengths(long storedLength, long knownPlain) throws CorruptDataException {
    long[] lengths = new long[stages.size() + 1];
    lengths[0] = knownPlain;
    boolean exact = true;
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      exact &= !(stage instanceof FrameStage frames) || frames.length() == lengths[i];
      exact &= stage.function() != Function.DES; // other inputs give as long an output
      lengths[i + 1] = stage.storedLength(lengths[i]);
    }
    if (storedLength == 0 || (exact && lengths[stages.size()] == storedLength)) {
      return lengths;
    }
    lengths[stages.size()] = storedLength;
    int slack = 0;
    for (int i = stages.size() - 1; i >= 0; i--) {
      Stage stage = stages.get(i);
      lengths[i] = stage.plainAtMost(lengths[i + 1], slack);
      if (stage instanceof FrameStage frames) {
        lengths[i + 1] = frames.stored();
        slack = 0;
      } else if (stage.function() == Function.DES) {
        slack = DesFunction.MOST_PADDING;
      }
    }
    return lengths;
  }

  private ReadPlan plan(long[] lengths, long from, long to, ReadPlan.@Nullable Whole rest)
      throws CorruptDataException {
    if (!stages.isEmpty() && to > lengths[0]) {
      throw new CorruptDataException(
          "bytes "
              + from
              + " to "
              + to
              + " are not among the "
              + lengths[0]
              + " of the allocation");
    }
    List<ReadPlan.Step> steps = new ArrayList<>();
    long start = from;
    long end = to;
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      long block = stage.inputBlock();
      long first = start / block;
      long afterLast = (end - 1) / block + 1;
      long coveredFrom = first * block;
      long coveredTo = Math.min(afterLast * block, lengths[i]);
      steps.add(
          0,
          new ReadPlan.Step(
              stage, first, coveredTo - coveredFrom, start - coveredFrom, end - start));
      start = stage.storedStart(first, lengths[i + 1]);
      end = stage.storedStart(afterLast, lengths[i + 1]);
    }
    if (start >= end) {
      throw new CorruptDataException("the allocation is too short for bytes " + from + " to " + to);
    }
    return new ReadPlan(steps, start, end - start, rest);
  }
}
