package org.datalogistics.lors.condition;

import java.nio.ByteBuffer;
import java.util.List;
import org.datalogistics.lors.LorsException;
import org.jspecify.annotations.Nullable;

/**
 * Which stored bytes serve a wanted range, and how to get from the one to the other (exNode spec
 * 3.7).
 */
public final class ReadPlan {

  private static final long USUAL_MEMORY = 48 << 20;

  private final List<Step> steps;
  private final long offset;
  private final long length;
  private final @Nullable Whole rest;

  /**
   * One stage, the outermost first: its blocks from {@code firstBlock} on have at most {@code
   * covered} bytes of input, of which {@code length} from {@code skip} on are wanted.
   */
  record Step(Stage stage, long firstBlock, long covered, long skip, long length) {}

  /** What remains to be undone as a whole, and which bytes of it are wanted. */
  record Whole(WholeStage stage, long from, long to) {}

  /** Data as it was before conditioning; {@code legacy} when a checksum was of a faulty writer. */
  public record Decoded(ByteBuffer data, boolean legacy) {}

  ReadPlan(List<Step> steps, long offset, long length, @Nullable Whole rest) {
    this.steps = List.copyOf(steps);
    this.offset = offset;
    this.length = length;
    this.rest = rest;
  }

  /** First byte to load from the allocation. */
  public long offset() {
    return offset;
  }

  /** Bytes to load. */
  public long length() {
    return length;
  }

  /** The wanted bytes, within the usual memory; see {@link #decode(byte[], long, ByteArrays)}. */
  public Decoded decode(byte[] stored) throws LorsException {
    return decode(stored, Math.max(USUAL_MEMORY, 4L * stored.length));
  }

  /** The same with arrays of its own. */
  public Decoded decode(byte[] stored, long memory) throws LorsException {
    return decode(stored, memory, new ByteArrays(0));
  }

  /**
   * The wanted bytes.
   *
   * @param stored {@link #length} bytes; the array stays the caller's
   * @param memory most bytes that a result may have
   * @param arrays where the array behind the result comes from, and may go back to
   * @throws CorruptDataException when they are not what was stored
   * @throws LorsException when they cannot be undone
   */
  public Decoded decode(byte[] stored, long memory, ByteArrays arrays) throws LorsException {
    if (stored.length < length) {
      throw new IllegalArgumentException(stored.length + " bytes where " + length + " belong");
    }
    BlockCodec.Notes notes = new BlockCodec.Notes();
    byte[] bytes = stored;
    int from = 0;
    int available = Math.toIntExact(length);
    for (Step step : steps) {
      if (step.covered() > memory) {
        throw new LorsException(
            "its data has to be undone %d bytes at a time, more than the memory allowed (%d)"
                .formatted(step.covered(), memory));
      }
      byte[] out = arrays.take(Math.toIntExact(step.covered()));
      int plain = step.stage().decode(step.firstBlock(), bytes, from, available, out, notes);
      from = Math.toIntExact(step.skip());
      // Where the true length was not known before, the stage outside of this one asked for
      // somewhat more than there is.
      available = (int) Math.min(step.length(), plain - step.skip());
      if (bytes != stored) {
        arrays.give(bytes);
      }
      bytes = out;
      if (available < 1) {
        throw shorter(step, plain);
      }
    }
    if (rest != null) {
      long most = Math.min(memory, Integer.MAX_VALUE - 64);
      byte[] plain =
          rest.stage().decode(bytes, from, available, rest.from(), rest.to(), most, notes);
      return new Decoded(
          exactly(plain, 0, plain.length, rest.to() - rest.from()), notes.hasLegacyChecksum());
    }
    long wanted = steps.isEmpty() ? length : steps.get(steps.size() - 1).length();
    return new Decoded(exactly(bytes, from, available, wanted), notes.hasLegacyChecksum());
  }

  private static ByteBuffer exactly(byte[] bytes, int from, int available, long wanted)
      throws CorruptDataException {
    if (available != wanted) {
      throw new CorruptDataException(available + " bytes where " + wanted + " belong");
    }
    return ByteBuffer.wrap(bytes, from, available);
  }

  private static CorruptDataException shorter(Step step, int plain) {
    return new CorruptDataException(
        plain
            + " bytes after "
            + step.stage().function()
            + " where "
            + (step.skip() + step.length())
            + " belong");
  }
}
