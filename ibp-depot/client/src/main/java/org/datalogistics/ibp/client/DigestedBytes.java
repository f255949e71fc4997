package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.datalogistics.ibp.BlockChecksum;

/** Tells payload and digests apart in what arrives, however it is cut (IBP spec 8). */
final class DigestedBytes {
  /** Takes the parts of what arrives, in order. */
  interface Parts {
    /** Bytes of a block. */
    void payload(ByteBuf bytes, int at, int count) throws IOException;

    /** Digits of the digest behind a block. */
    void digits(ByteBuf bytes, int at, int count) throws IOException;
  }

  private final long blockSize;
  private final int digestDigits;
  private long payloadLeft;
  private long inBlock;
  private int digitsLeft;

  DigestedBytes(BlockChecksum network, long length) {
    this.blockSize = network.blockSize();
    this.digestDigits = 2 * network.type().digestLength();
    this.payloadLeft = length;
  }

  /** Goes through the readable bytes without consuming them. */
  void walk(ByteBuf bytes, Parts parts) throws IOException {
    int at = bytes.readerIndex();
    while (at < bytes.writerIndex()) {
      int present = bytes.writerIndex() - at;
      int count;
      if (digitsLeft > 0) {
        count = Math.min(present, digitsLeft);
        parts.digits(bytes, at, count);
        digitsLeft -= count;
      } else {
        count = (int) Math.min(present, Math.min(payloadLeft, blockSize - inBlock));
        parts.payload(bytes, at, count);
        inBlock += count;
        payloadLeft -= count;
        if (inBlock == blockSize || payloadLeft == 0) {
          digitsLeft = digestDigits;
          inBlock = 0;
        }
      }
      at += count;
    }
  }
}
