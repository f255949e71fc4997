package org.datalogistics.depot.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A frame that is being put together, in one buffer that is written at once: 4 bytes length of the
 * payload, 4 bytes CRC32C of everything else, 8 bytes sequence number, payload. Used again and
 * again by one thread at a time.
 */
public final class Frame {
  /** Bytes of payload at most. */
  public static final int MAX_PAYLOAD = 64 * 1024 * 1024;

  static final int HEADER = 16;
  private static final int USUAL = 256 * 1024;

  private ByteBuffer buffer = ByteBuffer.allocateDirect(USUAL);

  /** Begins anew. */
  public void clear() {
    if (buffer.capacity() > USUAL) {
      buffer = ByteBuffer.allocateDirect(USUAL);
    }
    buffer.clear().position(HEADER);
  }

  /**
   * Where the next bytes of the payload go.
   *
   * @param bytes how many there must be room for
   * @throws IllegalStateException if the payload gets too long
   */
  public ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      int needed = buffer.position() + bytes;
      if (needed - HEADER > MAX_PAYLOAD) {
        throw new IllegalStateException(
            "a journal frame of " + needed + " bytes; at most " + MAX_PAYLOAD);
      }
      buffer =
          ByteBuffer.allocateDirect(
                  (int) Math.min(HEADER + (long) MAX_PAYLOAD, Math.max(2L * needed, USUAL)))
              .put(buffer.flip());
    }
    return buffer;
  }

  /** Bytes of the whole frame. */
  int length() {
    return buffer.position();
  }

  /** The whole frame, to be read once. */
  ByteBuffer seal(long sequence) {
    ByteBuffer whole = buffer.duplicate().flip();
    whole.putInt(0, whole.limit() - HEADER);
    whole.putLong(8, sequence);
    whole.putInt(4, crc(whole));
    return whole;
  }

  /** The checksum of the frame from position to limit. */
  static int crc(ByteBuffer frame) {
    CRC32C crc = new CRC32C();
    ByteBuffer all = frame.duplicate();
    int start = all.position();
    crc.update(all.limit(start + 4));
    crc.update(all.limit(frame.limit()).position(start + 8));
    return (int) crc.getValue();
  }
}
