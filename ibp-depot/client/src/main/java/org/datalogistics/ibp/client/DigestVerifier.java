package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.security.MessageDigest;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;

/** Computes the digest of each block that arrives and compares it with the one behind it. */
final class DigestVerifier implements DigestedBytes.Parts {
  private final DigestedBytes layout;
  private final MessageDigest digest;
  private final String what;
  private long verified;
  private long taken;

  /** Of the block that is complete, while its text is awaited. */
  private byte[] expected = {};

  /** Digits of it that came; all of them: no digest is awaited. */
  private int digits;

  DigestVerifier(BlockChecksum network, long length, String what) {
    this.layout = new DigestedBytes(network, length);
    this.digest = network.type().newDigest();
    this.what = what;
  }

  /**
   * Takes what arrived next, without consuming it.
   *
   * @throws IbpException CHKSUM if a digest is another one
   */
  void verify(ByteBuf bytes) throws IOException {
    layout.walk(bytes, this);
  }

  @Override
  public void payload(ByteBuf bytes, int at, int count) {
    digest.update(bytes.nioBuffer(at, count));
    taken += count;
  }

  @Override
  public void digits(ByteBuf bytes, int at, int count) throws IbpException {
    if (digits == 2 * expected.length) {
      expected = digest.digest();
      digits = 0;
    }
    for (int i = 0; i < count; i++) {
      if (bytes.getByte(at + i) != DigestText.digit(expected, digits + i)) {
        throw new IbpException(
            IbpError.CHKSUM,
            what + ": bytes " + verified + " to " + taken + " do not match their digest");
      }
    }
    digits += count;
    if (digits == 2 * expected.length) {
      verified = taken;
    }
  }
}
