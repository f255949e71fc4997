package org.datalogistics.exnode;

import java.util.Arrays;
import org.datalogistics.testkit.SeededRandom;

/** Damages documents the way broken writers and attackers do. */
public final class Mutations {

  private Mutations() {}

  /** The document with one to eight bytes or blocks changed, lost, doubled, or cut off. */
  public static byte[] damaged(byte[] document, SeededRandom random) {
    byte[] damaged = document.clone();
    int times = random.between(1, 8);
    for (int i = 0; i < times && damaged.length > 1; i++) {
      damaged = damagedOnce(damaged, random);
    }
    return damaged;
  }

  private static byte[] damagedOnce(byte[] document, SeededRandom random) {
    int from = random.between(0, document.length - 1);
    int to = Math.min(document.length, from + (int) random.size(64));
    return switch (random.between(0, 5)) {
      case 0 -> Arrays.copyOf(document, from);
      case 1 ->
          join(Arrays.copyOf(document, from), Arrays.copyOfRange(document, to, document.length));
      case 2 ->
          join(Arrays.copyOf(document, to), Arrays.copyOfRange(document, from, document.length));
      case 3 ->
          join(
              Arrays.copyOf(document, from),
              join(random.bytes(to - from), Arrays.copyOfRange(document, from, document.length)));
      default -> {
        byte[] changed = document.clone();
        changed[from] =
            random.chance(0.5) ? (byte) random.between(' ', '~') : (byte) random.nextInt();
        yield changed;
      }
    };
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }
}
