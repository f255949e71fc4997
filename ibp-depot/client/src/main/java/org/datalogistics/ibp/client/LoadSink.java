package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Takes the bytes of a LOAD, in order, on an I/O thread: it must not wait for anything but a local
 * disk. An exception ends the transfer and comes out of the future unchanged.
 */
@FunctionalInterface
public interface LoadSink {
  /** Stops and restarts the arrival of bytes; usable from any thread. */
  interface Flow {
    /**
     * Reads nothing more from the depot; what this host has received already may still arrive, and
     * so does all of a LOAD of at most 64 KiB.
     */
    void pause();

    /** Reads again. No effect once the transfer is over. */
    void resume();
  }

  /** Called once before the first bytes, also if there are none: how many will come. */
  default void begin(long length) throws IOException {}

  /**
   * The next bytes.
   *
   * @param bytes belongs to the caller: gone when this returns, unless retained
   */
  void accept(ByteBuf bytes, Flow flow) throws IOException;

  /** Fills a buffer from its position on, which moves. */
  static LoadSink to(ByteBuffer target) {
    return (bytes, flow) -> {
      int length = bytes.readableBytes();
      if (length > target.remaining()) {
        throw new IOException(
            "LOAD of " + length + " more bytes into a buffer with room for " + target.remaining());
      }
      int limit = target.limit();
      target.limit(target.position() + length);
      bytes.readBytes(target);
      target.limit(limit);
    };
  }

  /** Writes to a file from a position on, leaving the channel's own position alone. */
  static LoadSink to(FileChannel file, long position) {
    return new FileSink(file, position);
  }
}
