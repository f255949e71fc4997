package org.datalogistics.lors.condition;

import java.nio.ByteBuffer;
import org.datalogistics.exnode.FunctionChain;

/** Conditions the mappings of an upload, each on its own. Safe for use by many threads. */
public final class Conditioner {
  private final Conditioning conditioning;
  private final ConditioningChain chain;

  /** Does what a conditioning says. */
  public Conditioner(Conditioning conditioning) {
    this.conditioning = conditioning;
    this.chain = ConditioningChain.of(conditioning);
  }

  /** Whether bytes pass unchanged. */
  public boolean isEmpty() {
    return conditioning.isNone();
  }

  /** Most bytes that may be stored for {@code plain} bytes of the file. */
  public long storedAtMost(long plain) {
    return chain.storedLength(plain);
  }

  /**
   * Conditions a whole mapping, with fresh keys.
   *
   * @param plain its bytes, from 0 on; they stay as they are
   * @param length bytes of the mapping, 1 or more
   */
  public Conditioned encode(byte[] plain, int length) {
    if (isEmpty()) {
      return new Conditioned(ByteBuffer.wrap(plain, 0, length), 0, FunctionChain.NONE);
    }
    return new Conditioned(
        ByteBuffer.wrap(chain.encode(plain, length)), chain.blockSize(), chain.toFunctions());
  }
}
