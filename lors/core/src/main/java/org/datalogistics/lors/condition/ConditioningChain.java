package org.datalogistics.lors.condition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.FunctionChain;

/**
 * The functions of one extent, ready to be applied and undone. An empty chain passes bytes through.
 * Safe for use by many threads.
 */
public final class ConditioningChain {

  /** Bytes as they are. */
  public static final ConditioningChain NONE = new ConditioningChain(List.of());

  private static final BlockFunction CHECKSUM = new ChecksumFunction();

  /** In the order of application. */
  private final List<Stage> stages;

  private ConditioningChain(List<Stage> stages) {
    this.stages = List.copyOf(stages);
  }

  /** The chain that an upload applies. */
  static ConditioningChain of(Conditioning conditioning) {
    List<BlockFunction> functions = new ArrayList<>();
    for (Function function : conditioning.functions()) {
      if (function != Function.CHECKSUM) {
        throw new IllegalArgumentException("this version does not apply " + function);
      }
      functions.add(CHECKSUM);
    }
    return of(functions, conditioning.blockSize());
  }

  private static ConditioningChain of(List<BlockFunction> functions, long firstBlock) {
    List<Stage> stages = new ArrayList<>();
    long block = firstBlock;
    for (BlockFunction function : functions) {
      long output = function.storedLength(block);
      stages.add(new Stage(function, block, output));
      block = output;
    }
    return new ConditioningChain(stages);
  }

  /**
   * The chain that a document states for an extent.
   *
   * @param keys where the keys are that the document only names
   * @throws UnsupportedFunctionException when it has a function, or sizes, that cannot be undone
   */
  public static ConditioningChain of(Extent extent, KeyRing keys)
      throws UnsupportedFunctionException {
    if (extent.isRaw()) {
      return NONE;
    }
    List<BlockFunction> functions = new ArrayList<>();
    for (ConditioningStep step : extent.functions().steps()) {
      if (!step.name().equals(ChecksumFunction.NAME)) {
        throw new UnsupportedFunctionException(
            "unsupported function " + step.name() + ": this version undoes checksum only");
      }
      functions.add(CHECKSUM);
    }
    List<ConditioningStep> steps = extent.functions().steps();
    // Java writers of old state no block size of the input (exNode spec 4).
    long first =
        extent.e2eBlockSize() > 0
            ? extent.e2eBlockSize()
            : steps.get(0).blockSize() - ChecksumFunction.HEADER;
    if (first < 1 || first > Conditioning.MAX_BLOCK) {
      throw new UnsupportedFunctionException(
          "unsupported function checksum: blocks of "
              + first
              + " bytes, supported are 1 to "
              + Conditioning.MAX_BLOCK);
    }
    ConditioningChain chain = of(functions, first);
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).blockSize() != chain.stages.get(i).outputBlock()) {
        throw new UnsupportedFunctionException(
            "unsupported function "
                + steps.get(i).name()
                + ": its blocks are stated as "
                + steps.get(i).blockSize()
                + " bytes, those of the specification would have "
                + chain.stages.get(i).outputBlock());
      }
    }
    return chain;
  }

  /** Whether bytes pass unchanged. */
  public boolean isEmpty() {
    return stages.isEmpty();
  }

  /** Bytes of one block at the input; 0 when nothing is done. */
  public long blockSize() {
    return stages.isEmpty() ? 0 : stages.get(0).inputBlock();
  }

  /** What to write into the document. */
  public FunctionChain toFunctions() {
    List<ConditioningStep> steps = new ArrayList<>();
    for (Stage stage : stages) {
      steps.add(ConditioningStep.of(stage.function().name(), stage.outputBlock()));
    }
    return new FunctionChain(steps);
  }

  /** Bytes that are stored for {@code plain} bytes of the file. */
  public long storedLength(long plain) {
    long length = plain;
    for (Stage stage : stages) {
      length = stage.storedLength(length);
    }
    return length;
  }

  /**
   * Conditions the first {@code length} bytes of {@code plain}, which stays as it is; the result
   * has {@link #storedLength} bytes.
   */
  public byte[] encode(byte[] plain, int length) {
    byte[] current = plain;
    int available = length;
    for (Stage stage : stages) {
      byte[] next = new byte[Math.toIntExact(stage.storedLength(available))];
      int out = 0;
      for (int in = 0; in < available; ) {
        int block = (int) Math.min(stage.inputBlock(), available - in);
        stage.function().encode(current, in, block, next, out);
        in += block;
        out += (int) stage.function().storedLength(block);
      }
      current = next;
      available = out;
    }
    return current;
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
    long length = storedLength > 0 ? storedLength : storedLength(knownPlain);
    Deque<Long> plainLengths = new ArrayDeque<>(); // input length per stage, innermost first
    for (int i = stages.size() - 1; i >= 0; i--) {
      length = stages.get(i).plainLength(length);
      plainLengths.addFirst(length);
    }
    if (from < 0 || from >= to || (!isEmpty() && to > length)) {
      throw new CorruptDataException(
          "bytes " + from + " to " + to + " are not among the " + length + " of the allocation");
    }
    List<ReadPlan.Step> steps = new ArrayList<>();
    long start = from;
    long end = to;
    for (Stage stage : stages) {
      long plain = plainLengths.removeFirst();
      long firstBlock = start / stage.inputBlock();
      long afterLast = (end + stage.inputBlock() - 1) / stage.inputBlock();
      long coveredFrom = firstBlock * stage.inputBlock();
      long coveredTo = Math.min(afterLast * stage.inputBlock(), plain);
      steps.add(
          0, new ReadPlan.Step(stage, coveredTo - coveredFrom, start - coveredFrom, end - start));
      start = firstBlock * stage.outputBlock();
      end = Math.min(afterLast * stage.outputBlock(), stage.storedLength(plain));
    }
    return new ReadPlan(steps, start, end - start);
  }
}
