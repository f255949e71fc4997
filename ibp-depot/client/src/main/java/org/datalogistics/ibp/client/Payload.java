package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a STORE or WRITE. What they come from stays the caller's: buffers and files must be
 * kept unchanged and open until the future of the call is done, and released by the caller then. A
 * payload may be used for several calls.
 */
public sealed interface Payload {
  /** Number of bytes. */
  long length();

  /** What stands between position and limit; direct buffers are sent without a copy. */
  static Payload of(ByteBuffer... buffers) {
    List<ByteBuf> wrapped = new ArrayList<>();
    for (ByteBuffer buffer : buffers) {
      wrapped.add(Unpooled.wrappedBuffer(buffer));
    }
    return new Bytes(wrapped);
  }

  /** What is readable in the buffers. */
  static Payload of(List<ByteBuf> buffers) {
    return new Bytes(buffers);
  }

  /** A range of a file, sent by the kernel without passing through this process. */
  static Payload of(FileChannel file, long position, long length) {
    return new FileRange(file, position, length, null);
  }

  /** As {@link #of(FileChannel, long, long)}, each part looked at before it is sent. */
  static Payload of(FileChannel file, long position, long length, Inspection inspection) {
    return new FileRange(file, position, length, inspection);
  }

  /** Looks at the bytes of a file before they are sent. */
  interface Inspection {
    /**
     * Looks at a part, while the one before it is being sent; may wait for the disk.
     *
     * @throws IOException if it must not be sent: fails the call and breaks the connection
     */
    void inspect(long position, long count) throws IOException;
  }

  /** Bytes in memory. */
  record Bytes(List<ByteBuf> buffers) implements Payload {
    public Bytes {
      buffers = List.copyOf(buffers);
    }

    @Override
    public long length() {
      long sum = 0;
      for (ByteBuf buffer : buffers) {
        sum += buffer.readableBytes();
      }
      return sum;
    }
  }

  /**
   * A range of a file of the default file system.
   *
   * @param inspection looks at it before it is sent; null if nobody has to
   */
  record FileRange(FileChannel file, long position, long length, @Nullable Inspection inspection)
      implements Payload {
    public FileRange {
      Objects.requireNonNull(file, "file");
      if (position < 0 || length < 0 || position > Long.MAX_VALUE - length) {
        throw new IllegalArgumentException("no range of a file: " + position + " + " + length);
      }
    }
  }
}
