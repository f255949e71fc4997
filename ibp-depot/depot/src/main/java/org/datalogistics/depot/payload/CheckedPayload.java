package org.datalogistics.depot.payload;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.Incoming;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.IbpError;

/**
 * Payload with a digest behind each block, as hexadecimal text (IBP spec 8): takes the digests out
 * and compares them. Holds no block, however long it is.
 */
final class CheckedPayload implements PayloadSink {
  /** Pieces between two digests that are shorter are moved together, to be written as one. */
  private static final int SHORT = 8 * 1024;

  private final Incoming incoming;
  private final Executor workers;
  private final long blockSize;
  private final MessageDigest digest;
  private final long wireLength;
  private long missing;
  private long inBlock;

  /** The text of the digest of the block that is complete, and where it is compared with. */
  private byte[] expected = {};

  private final byte[] came = new byte[DigestText.LONGEST];

  /** Digits of it that came; all of them: no digest is awaited. */
  private int digits;

  CheckedPayload(Incoming incoming, BlockChecksum network, Executor workers) {
    this.incoming = incoming;
    this.workers = workers;
    this.blockSize = network.blockSize();
    this.digest = network.type().newDigest();
    this.missing = incoming.length();
    this.wireLength = Supplies.wireLength(network, missing);
  }

  @Override
  public Executor executor() {
    return workers;
  }

  @Override
  public void inTurn(Runnable work) {
    workers.execute(work);
  }

  @Override
  public long wireLength() {
    return wireLength;
  }

  @Override
  public void write(ByteBuf bytes) throws IOException, RefusedException {
    int start = bytes.readerIndex(); // What is known to be payload, and not yet written: from here
    int end = start; // to here.
    int at = start;
    while (at < bytes.writerIndex()) {
      int present = bytes.writerIndex() - at;
      if (digits < expected.length) {
        at += compare(bytes, at, present);
        continue;
      }
      int count = (int) Math.min(present, Math.min(missing, blockSize - inBlock));
      take(bytes, at, count);
      if (at != end && count >= SHORT) {
        flush(bytes, start, end);
        start = at;
        end = at;
      } else if (at != end) {
        bytes.setBytes(end, bytes, at, count);
      }
      end += count;
      at += count;
    }
    flush(bytes, start, end);
  }

  private void flush(ByteBuf bytes, int start, int end) throws IOException, RefusedException {
    if (end > start) {
      incoming.write(bytes.nioBuffer(start, end - start));
    }
  }

  private void take(ByteBuf bytes, int at, int count) {
    digest.update(bytes.nioBuffer(at, count));
    inBlock += count;
    missing -= count;
    if (inBlock == blockSize || missing == 0) {
      expected = DigestText.of(digest.digest());
      digits = 0;
      inBlock = 0;
    }
  }

  /** Compares what is there of the text of a digest; gives its length. */
  private int compare(ByteBuf bytes, int at, int present) throws RefusedException {
    int count = Math.min(present, expected.length - digits);
    bytes.getBytes(at, came, 0, count);
    if (!Arrays.equals(came, 0, count, expected, digits, digits + count)) {
      throw new RefusedException(
          IbpError.CHKSUM,
          "the digest behind byte " + (incoming.length() - missing) + " of the payload is wrong");
    }
    digits += count;
    return count;
  }
}
