package org.datalogistics.lors.condition;

import java.nio.ByteBuffer;
import java.util.List;
import org.datalogistics.lors.condition.BlockFunction.Quality;

/**
 * Which stored bytes serve a wanted range, and how to get from the one to the other (exNode spec
 * 3.7).
 */
public final class ReadPlan {

  private final List<Step> steps;
  private final long offset;
  private final long length;

  /**
   * One stage, the outermost first: its input covers {@code covered} bytes, of which {@code length}
   * from {@code skip} on are wanted.
   */
  record Step(Stage stage, long covered, long skip, long length) {}

  /** Data as it was before conditioning; {@code legacy} when a checksum was of a faulty writer. */
  public record Decoded(ByteBuffer data, boolean legacy) {}

  ReadPlan(List<Step> steps, long offset, long length) {
    this.steps = List.copyOf(steps);
    this.offset = offset;
    this.length = length;
  }

  /** First byte to load from the allocation. */
  public long offset() {
    return offset;
  }

  /** Bytes to load. */
  public long length() {
    return length;
  }

  /**
   * The wanted bytes.
   *
   * @param stored {@link #length} bytes, overwritten
   * @throws CorruptDataException when they are not what was stored
   */
  public Decoded decode(byte[] stored) throws CorruptDataException {
    if (stored.length < length) {
      throw new IllegalArgumentException(stored.length + " bytes where " + length + " belong");
    }
    boolean legacy = false;
    int from = 0;
    int available = Math.toIntExact(length);
    for (Step step : steps) {
      Stage stage = step.stage();
      int out = 0;
      for (int in = 0; in < available; ) {
        int block = (int) Math.min(stage.outputBlock(), available - in);
        legacy |= stage.function().decode(stored, from + in, block, out) == Quality.LEGACY;
        out += (int) stage.function().plainLength(block);
        in += block;
      }
      if (out != step.covered()) {
        throw new CorruptDataException(
            out
                + " bytes after "
                + stage.function().name()
                + " where "
                + step.covered()
                + " belong");
      }
      from = Math.toIntExact(step.skip());
      available = Math.toIntExact(step.length());
    }
    return new Decoded(ByteBuffer.wrap(stored, from, available), legacy);
  }
}
