package org.datalogistics.lors.condition;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.ArrayList;
import java.util.List;

/** Zstandard frames (RFC 8878). The only class that sees the library, which loads native code. */
final class ZstdFrames {
  /** The usual level: the data comes before speed and size. */
  private static final int LEVEL = 3;

  private ZstdFrames() {}

  /** Most bytes of a frame for that many bytes of data; the formula of the format's authors. */
  static long bound(long plain) {
    long small = 128 << 10;
    return plain + (plain >> 8) + (plain < small ? (small - plain) >> 11 : 0) + 16;
  }

  /**
   * Makes one frame, with a checksum of its own, of each block.
   *
   * @param out takes the frames, one after the other; it has to have space for the {@link #bound}
   *     of each
   * @return the lengths of the frames
   */
  static List<Integer> encode(byte[] in, int length, long block, byte[] out) {
    List<Integer> sizes = new ArrayList<>();
    int step = (int) Math.min(block, length);
    int written = 0;
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      context.setLevel(LEVEL).setChecksum(true);
      for (int at = 0; at < length; at += step) {
        int size =
            context.compressByteArray(
                out, written, out.length - written, in, at, Math.min(step, length - at));
        sizes.add(size);
        written += size;
      }
    }
    return sizes;
  }

  static Decoder decoder() {
    return new Decoder();
  }

  /** Undoes frames. For one thread. */
  static final class Decoder implements AutoCloseable {
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();

    private Decoder() {}

    /**
     * Undoes one frame, which has to hold exactly {@code plain} bytes.
     *
     * @throws CorruptDataException when it does not
     */
    void decode(byte[] in, int offset, int stored, byte[] out, int outOffset, int plain)
        throws CorruptDataException {
      int size;
      try {
        if (Zstd.findFrameCompressedSize(in, offset, stored) != stored) {
          throw new CorruptDataException("a zstd frame does not end where it should");
        }
        size = context.decompressByteArray(out, outOffset, plain, in, offset, stored);
      } catch (ZstdException e) {
        throw new CorruptDataException("a zstd frame is damaged: " + e.getMessage());
      }
      if (size != plain) {
        throw new CorruptDataException(
            "a zstd frame holds " + size + " bytes where " + plain + " belong");
      }
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
