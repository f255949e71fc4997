package org.datalogistics.lors.condition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.datalogistics.exnode.Extent;
import org.datalogistics.lors.Cancellation;
import org.datalogistics.lors.CancelledException;

/** Conditions files in memory and undoes it, to see what comes back and how fast. */
public final class Rehearsal {

  /**
   * What came of it.
   *
   * @param bytes of the file
   * @param stored bytes that would have been stored
   * @param doing time for conditioning
   * @param undoing time for undoing it
   * @param identical whether the same bytes came back
   */
  public record Result(
      long bytes, long stored, Duration doing, Duration undoing, boolean identical) {}

  private Rehearsal() {}

  /**
   * Takes a file through its conditioning and back, on the calling thread.
   *
   * @param mapping bytes that are conditioned at once, as an upload does with each block
   * @throws CorruptDataException when a function finds fault with its own work
   */
  public static Result run(
      Path file, int mapping, Conditioning conditioning, Cancellation cancellation)
      throws IOException {
    Conditioner conditioner = new Conditioner(conditioning);
    KeyRing keys =
        conditioning.sharedKey() == null
            ? KeyRing.NONE
            : KeyRing.of(List.of(conditioning.sharedKey()));
    byte[] plain = new byte[mapping];
    long bytes = 0;
    long stored = 0;
    long doing = 0;
    long undoing = 0;
    boolean identical = true;
    try (InputStream in = Files.newInputStream(file)) {
      for (int length = in.readNBytes(plain, 0, mapping);
          length > 0;
          length = in.readNBytes(plain, 0, mapping)) {
        if (cancellation.isCancelled()) {
          throw new CancelledException("cancelled");
        }
        long start = System.nanoTime();
        Conditioned conditioned = conditioner.encode(plain, length);
        long between = System.nanoTime();
        ByteBuffer back = undo(conditioned, length, keys);
        undoing += System.nanoTime() - between;
        doing += between - start;
        bytes += length;
        stored += conditioned.bytes().remaining();
        identical &= back.equals(ByteBuffer.wrap(plain, 0, length));
      }
    }
    return new Result(bytes, stored, Duration.ofNanos(doing), Duration.ofNanos(undoing), identical);
  }

  private static ByteBuffer undo(Conditioned conditioned, int length, KeyRing keys)
      throws IOException {
    int stored = conditioned.bytes().remaining();
    Extent extent =
        Extent.builder(0, length)
            .allocLength(stored)
            .conditioned(conditioned.e2eBlockSize(), conditioned.functions())
            .build();
    ReadPlan plan = ConditioningChain.of(extent, keys).plan(stored, length, 0, length);
    byte[] all = new byte[stored];
    conditioned.bytes().duplicate().get(all);
    return plan.decode(all, Long.MAX_VALUE).data();
  }
}
