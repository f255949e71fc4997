package org.datalogistics.lors.condition;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.FunctionChain;

/** Conditions the mappings of an upload, each on its own. Safe for use by many threads. */
public final class Conditioner {
  private final Conditioning conditioning;
  private final RandomGenerator random;

  /** Does what a conditioning says. */
  public Conditioner(Conditioning conditioning) {
    this(conditioning, random(conditioning));
  }

  /** A generator takes tens of milliseconds to start, which most uploads can do without. */
  private static RandomGenerator random(Conditioning conditioning) {
    return conditioning.functions().stream().anyMatch(Function::encrypts)
        ? new SecureRandom()
        : ChainReader.NO_RANDOM;
  }

  /** The same with keys and vectors from that generator, which is safe for use by many threads. */
  Conditioner(Conditioning conditioning, RandomGenerator random) {
    this.conditioning = conditioning;
    this.random = random;
  }

  /** Whether bytes pass unchanged. */
  public boolean isEmpty() {
    return conditioning.isNone();
  }

  /** Most bytes that may be stored for {@code plain} bytes of the file. */
  public long storedAtMost(long plain) {
    long length = plain;
    long block = conditioning.blockSize();
    for (Function function : conditioning.functions()) {
      if (function == Function.ZLIB) {
        length = ZlibStream.bound(length);
        block = length;
      } else if (function == Function.ZSTD) {
        length = framesAtMost(length, block);
      } else {
        BlockStage stage = BlockStage.after(block, blockFunction(function));
        length = stage.storedLength(length);
        block = stage.outputBlock();
      }
    }
    return length;
  }

  private static long framesAtMost(long length, long block) {
    long rest = length % block;
    return length / block * ZstdFrames.bound(block) + (rest == 0 ? 0 : ZstdFrames.bound(rest));
  }

  /**
   * Conditions a whole mapping, with fresh keys.
   *
   * @param plain its bytes, from 0 on; they stay as they are
   * @param length bytes of the mapping, 1 or more
   */
  public Conditioned encode(byte[] plain, int length) {
    return encode(plain, length, new ByteArrays(0));
  }

  /**
   * The same with arrays that are used again.
   *
   * @param arrays where the array behind the result comes from, and may go back to
   */
  public Conditioned encode(byte[] plain, int length, ByteArrays arrays) {
    byte[] bytes = plain;
    int available = length;
    long block = conditioning.blockSize();
    long first = 0;
    List<ConditioningStep> steps = new ArrayList<>();
    for (Function function : conditioning.functions()) {
      byte[] out;
      if (function == Function.ZLIB) {
        out = arrays.take(Math.toIntExact(ZlibStream.bound(available)));
        available = ZlibStream.encode(bytes, available, out);
        steps.add(ZlibStream.step(available));
        block = available;
        first = length; // exNode spec 2.4
      } else if (function == Function.ZSTD) {
        out = arrays.take(Math.toIntExact(framesAtMost(available, block)));
        List<Integer> sizes = ZstdFrames.encode(bytes, available, block, out);
        FrameStage stage = FrameStage.of(block, available, sizes);
        steps.add(stage.step());
        available = Math.toIntExact(stage.stored());
        first = first == 0 ? block : first;
      } else {
        BlockStage stage = BlockStage.after(block, blockFunction(function));
        out = arrays.take(Math.toIntExact(stage.storedLength(available)));
        available = stage.encode(bytes, available, out);
        steps.add(stage.block().step(stage.outputBlock()));
        first = first == 0 ? stage.inputBlock() : first;
        block = stage.outputBlock();
      }
      if (bytes != plain) {
        arrays.give(bytes);
      }
      bytes = out;
    }
    return new Conditioned(ByteBuffer.wrap(bytes, 0, available), first, new FunctionChain(steps));
  }

  private BlockFunction blockFunction(Function function) {
    return switch (function) {
      case CHECKSUM -> new ChecksumFunction();
      case SHA256 -> new Sha256Function();
      case XOR -> new XorFunction(ClassicKeys.text(random));
      case DES -> new DesFunction(ClassicKeys.text(random));
      case AES -> new AesFunction(ClassicKeys.aes(random), random);
      case AES_GCM -> new GcmFunction(GcmKey.fresh(conditioning.sharedKey(), random), random);
      case ZLIB, ZSTD -> throw new IllegalArgumentException(function + " has no fixed blocks");
    };
  }
}
