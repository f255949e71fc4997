package org.datalogistics.lors.condition;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.Extent;

/** Reads which functions an exNode states for an extent, and checks that they can be undone. */
final class ChainReader {
  /** Vectors are needed for encoding only. */
  static final RandomGenerator NO_RANDOM =
      () -> {
        throw new IllegalStateException("nothing here needs random bytes");
      };

  private final KeyRing keys;
  private final Set<Function> seen = EnumSet.noneOf(Function.class);

  ChainReader(KeyRing keys) {
    this.keys = keys;
  }

  ConditioningChain read(Extent extent) throws UnsupportedFunctionException {
    List<Stage> inner = new ArrayList<>();
    List<Stage> outer = new ArrayList<>();
    ConditioningStep whole = null;
    long previous = extent.e2eBlockSize();
    for (ConditioningStep step : extent.functions().steps()) {
      Function function = function(step);
      if (function == Function.ZLIB) {
        whole = step;
        inner.addAll(outer);
        outer.clear();
      } else {
        outer.add(
            function == Function.ZSTD
                ? FrameStage.of(step)
                : stage(previous, block(function, step), step.blockSize()));
      }
      previous = step.blockSize();
    }
    if (whole == null) {
      return new ConditioningChain(outer);
    }
    long plain = Math.max(extent.e2eBlockSize(), extent.allocOffset() + extent.length());
    return new ConditioningChain(outer, new WholeStage(inner, whole.blockSize(), plain));
  }

  private Function function(ConditioningStep step) throws UnsupportedFunctionException {
    Function function =
        Function.named(step.name())
            .orElseThrow(
                () -> new UnsupportedFunctionException("unsupported function " + step.name()));
    if (!seen.add(function)) {
      throw new UnsupportedFunctionException("unsupported chain: twice " + step.name());
    }
    return function;
  }

  /**
   * The stage whose output blocks have the stated size. Where the sizes contradict each other that
   * one counts: writers cut by it (exNode spec 3.7, 4).
   */
  private static Stage stage(long previous, BlockFunction function, long outputBlock)
      throws UnsupportedFunctionException {
    if (previous > 0 && previous <= Conditioning.MAX_BLOCK) {
      BlockStage usual = BlockStage.after(previous, function);
      if (usual.outputBlock() == outputBlock) {
        return usual;
      }
    }
    long input = function.plainAtMost(outputBlock);
    if (input < 1
        || input > Conditioning.MAX_BLOCK
        || function.inputBlock(input) != input
        || function.storedLength(input) != outputBlock) {
      throw new UnsupportedFunctionException(
          "unsupported function %s: no blocks of it have %d bytes, or they have more than %d"
              .formatted(function.function(), outputBlock, Conditioning.MAX_BLOCK));
    }
    return new BlockStage(function, input, outputBlock);
  }

  private BlockFunction block(Function function, ConditioningStep step)
      throws UnsupportedFunctionException {
    return switch (function) {
      case CHECKSUM -> new ChecksumFunction();
      case SHA256 -> new Sha256Function();
      case XOR -> new XorFunction(text(step));
      case DES -> new DesFunction(text(step));
      case AES -> aes(text(step));
      case AES_GCM -> new GcmFunction(GcmKey.of(step, keys), NO_RANDOM);
      case ZLIB, ZSTD -> throw new IllegalArgumentException(function + " has no fixed blocks");
    };
  }

  private static AesFunction aes(String key) throws UnsupportedFunctionException {
    try {
      if (key.length() == 2 * AesFunction.UNIT) {
        return new AesFunction(key, NO_RANDOM);
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new UnsupportedFunctionException(
        "unsupported function variant: aes_encrypt with a key that is not 32 hexadecimal digits,"
            + " as old Java clients wrote it");
  }

  private static String text(ConditioningStep step) throws UnsupportedFunctionException {
    String key = step.key().orElse("");
    if (key.isEmpty() || key.getBytes(StandardCharsets.UTF_8).length > 1000) {
      throw new UnsupportedFunctionException(
          "unsupported function variant: " + step.name() + " without a KEY that can be used");
    }
    return key;
  }
}
