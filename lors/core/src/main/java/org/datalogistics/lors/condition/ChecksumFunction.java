package org.datalogistics.lors.condition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.datalogistics.exnode.ConditioningStep;

/**
 * {@code checksum}: 32 lower-case hex digits of the block's MD5, a colon, the block (exNode spec
 * 3.2). Writes true MD5; reads wide MD5 too.
 */
final class ChecksumFunction implements BlockFunction {

  /** Bytes in front of a block. */
  static final int HEADER = 33;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  @Override
  public Function function() {
    return Function.CHECKSUM;
  }

  @Override
  public long storedLength(long plain) {
    return plain + HEADER;
  }

  @Override
  public long plainAtMost(long stored) {
    return stored > HEADER ? stored - HEADER : -1;
  }

  @Override
  public ConditioningStep step(long outputBlock) {
    return ConditioningStep.of(Function.CHECKSUM.documentName(), outputBlock);
  }

  @Override
  public BlockCodec codec(int length) {
    return new Codec();
  }

  private static final class Codec implements BlockCodec {
    private final BlockDigest md5 = new BlockDigest("MD5");
    private final byte[] computed = new byte[HEADER - 1];

    @Override
    public int encode(long index, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
      hex(md5.of(in, inOffset, length), out, outOffset);
      out[outOffset + HEADER - 1] = ':';
      System.arraycopy(in, inOffset, out, outOffset + HEADER, length);
      return length + HEADER;
    }

    @Override
    public int decode(
        long index, byte[] in, int inOffset, int length, byte[] out, int outOffset, Notes notes)
        throws CorruptDataException {
      int from = inOffset + HEADER;
      int plain = length - HEADER;
      verify(in, inOffset, from, plain, notes);
      System.arraycopy(in, from, out, outOffset, plain);
      return plain;
    }

    private void verify(byte[] bytes, int header, int from, int length, Notes notes)
        throws CorruptDataException {
      if (bytes[header + HEADER - 1] != ':') {
        throw new CorruptDataException("a block does not start with a checksum");
      }
      hex(md5.of(bytes, from, length), computed, 0);
      if (matches(bytes, header)) {
        return;
      }
      hex(WideMd5.digest(bytes, from, length), computed, 0);
      if (!matches(bytes, header)) {
        throw new CorruptDataException("a block of " + length + " bytes fails its checksum");
      }
      notes.legacyChecksum();
    }

    private boolean matches(byte[] bytes, int header) {
      return Arrays.equals(bytes, header, header + computed.length, computed, 0, computed.length);
    }

    private static void hex(byte[] digest, byte[] out, int offset) {
      for (int i = 0; i < digest.length; i++) {
        out[offset + 2 * i] = HEX[(digest[i] >> 4) & 15];
        out[offset + 2 * i + 1] = HEX[digest[i] & 15];
      }
    }
  }
}
