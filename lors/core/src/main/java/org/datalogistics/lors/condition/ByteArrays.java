package org.datalogistics.lors.condition;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Arrays that are used again: the runtime clears each new one, which takes as long as a fifth of
 * encrypting what goes into it. Safe for use by many threads.
 */
public final class ByteArrays {
  private final int most;
  private final List<byte[]> free = new ArrayList<>();

  /**
   * A store of arrays.
   *
   * @param most arrays that are kept while nobody uses them
   */
  public ByteArrays(int most) {
    this.most = most;
  }

  /** An array of at least that length, and at most about twice it, with anything in it. */
  public byte[] take(int length) {
    synchronized (free) {
      for (int i = free.size() - 1; i >= 0; i--) {
        byte[] array = free.get(i);
        if (array.length >= length && array.length / 2 <= length) {
          return free.remove(i);
        }
      }
    }
    return new byte[length];
  }

  /** Takes the array behind a buffer back, if there is one. */
  public void give(ByteBuffer buffer) {
    if (buffer.hasArray() && buffer.arrayOffset() == 0) {
      give(buffer.array());
    }
  }

  /** Takes an array back that nobody reads or writes any longer. */
  public void give(byte[] array) {
    synchronized (free) {
      if (free.size() == most && most > 0) {
        free.remove(0);
      }
      if (free.size() < most) {
        free.add(array);
      }
    }
  }
}
