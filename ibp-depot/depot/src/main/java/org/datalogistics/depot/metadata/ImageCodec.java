package org.datalogistics.depot.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.Contents;
import org.datalogistics.depot.allocation.KeyHashes;
import org.datalogistics.depot.allocation.Lease;
import org.datalogistics.depot.allocation.Protection;
import org.datalogistics.depot.allocation.SpaceUsage;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.depot.allocation.Window;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.ChecksumType;
import org.datalogistics.ibp.Reliability;
import org.jspecify.annotations.Nullable;

/** Images and sums as bytes of the journal, of fixed layout, big-endian. */
final class ImageCodec {
  /** No image is longer. */
  static final int MAX_IMAGE = 256;

  static final int USAGE = 56;

  private static final int PUT = 1;
  private static final int GONE = 2;
  private static final int GONE_AND_DOOMED = 3;

  private static final int TAIL_KNOWN = 1;
  private static final int CRC = 2;
  private static final int DAMAGED = 4;
  private static final int ALIAS = 8;

  private ImageCodec() {}

  static void writeUsage(ByteBuffer to, SpaceUsage usage) {
    to.putLong(usage.hard()).putLong(usage.soft());
    to.putLong(usage.allocations()).putLong(usage.aliases());
    to.putLong(usage.trash()).putLong(usage.trashed());
    to.putLong(usage.damaged());
  }

  static SpaceUsage readUsage(ByteBuffer from) {
    return new SpaceUsage(
        from.getLong(),
        from.getLong(),
        from.getLong(),
        from.getLong(),
        from.getLong(),
        from.getLong(),
        from.getLong());
  }

  static void write(ByteBuffer to, Image image) {
    AllocationRecord record = image.record();
    if (record == null) {
      to.put((byte) (image.doomed() ? GONE_AND_DOOMED : GONE)).putLong(image.id());
      return;
    }
    to.put((byte) PUT).putLong(record.id());
    for (CapabilityKind kind : CapabilityKind.values()) {
      to.put(record.keys().of(kind));
    }
    Lease lease = record.lease();
    Contents contents = record.contents();
    Protection protection = record.protection();
    Window window = record.window();
    to.put((byte) lease.reliability().wireValue()).put((byte) record.type().wireValue());
    to.put((byte) RowCodes.of(record.state().kind()));
    to.put(
        (byte)
            ((contents.tailKnown() ? TAIL_KNOWN : 0)
                | (protection.crc() ? CRC : 0)
                | (protection.damaged() ? DAMAGED : 0)
                | (window != null ? ALIAS : 0)));
    to.putLong(lease.maxSize()).putLong(lease.expiresAt());
    to.putInt(lease.readCount()).putInt(lease.writeCount());
    to.putLong(contents.size()).putLong(contents.start()).putInt(contents.tailCrc());
    to.put((byte) protection.digest().type().wireValue());
    to.putLong(protection.digest().blockSize());
    to.putLong(record.createdAt()).putLong(record.state().trashedAt());
    if (window != null) {
      to.putLong(window.master()).putLong(window.offset()).putLong(window.length());
    }
  }

  /**
   * Reads an image.
   *
   * @throws IOException if the bytes are none: a later version wrote them
   */
  static Image read(ByteBuffer from) throws IOException {
    int kind = from.get();
    long id = from.getLong();
    return switch (kind) {
      case PUT -> Image.of(record(from, id));
      case GONE -> Image.gone(id, false);
      case GONE_AND_DOOMED -> Image.gone(id, true);
      default -> throw unknown("kind of change", kind);
    };
  }

  private static AllocationRecord record(ByteBuffer from, long id) throws IOException {
    KeyHashes keys = new KeyHashes(hash(from), hash(from), hash(from));
    int reliability = from.get();
    int type = from.get();
    int state = from.get();
    int flags = from.get();
    Lease lease = lease(known(Reliability.ofWire(reliability), "reliability", reliability), from);
    Contents contents =
        new Contents(from.getLong(), from.getLong(), from.getInt(), (flags & TAIL_KNOWN) != 0);
    int digest = from.get();
    Protection protection =
        new Protection(
            (flags & CRC) != 0,
            new BlockChecksum(known(ChecksumType.ofWire(digest), "digest", digest), from.getLong()),
            (flags & DAMAGED) != 0);
    long createdAt = from.getLong();
    State known = known(RowCodes.state(state, from.getLong()), "state", state);
    Window window =
        (flags & ALIAS) == 0 ? null : new Window(from.getLong(), from.getLong(), from.getLong());
    return new AllocationRecord(
        id,
        keys,
        known(AllocationType.ofWire(type), "type", type),
        createdAt,
        lease,
        contents,
        protection,
        window,
        known);
  }

  private static Lease lease(Reliability reliability, ByteBuffer from) {
    long maxSize = from.getLong();
    long expiresAt = from.getLong();
    return new Lease(reliability, maxSize, from.getInt(), from.getInt(), expiresAt);
  }

  private static byte[] hash(ByteBuffer from) {
    byte[] hash = new byte[KeyHashes.LENGTH];
    from.get(hash);
    return hash;
  }

  private static <T> T known(@Nullable T value, String what, int number) throws IOException {
    if (value == null) {
      throw unknown(what, number);
    }
    return value;
  }

  private static IOException unknown(String what, int number) {
    return new IOException("the journal has a " + what + " " + number + ", unknown to this depot");
  }
}
