package org.datalogistics.depot;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.datalogistics.depot.TestDepot.Keys;

/**
 * Makes what a client sends out of arbitrary bytes: requests that may be meant well, payload of the
 * right or the wrong length and garbage, cut into pieces anywhere.
 */
final class FuzzedStream {
  /**
   * Requests, with keys, numbers and lengths to be filled in; a {@code {p}} is followed by bytes.
   */
  private static final List<String> TEMPLATES =
      List.of(
          "1 2 {W} {p} {t}\n{b}",
          "1 13 {W} {n} {p} {t}\n{b}",
          "1 8 {R} {n} {n} {t}\n",
          "1 33 {W} 2 {n} {p} {n} 0 {t}\n{b}",
          "1 35 {R} 3 {n} {n} {n} {n} {n} {n} {t}\n",
          "1 28 {c} {n} {W} {p} {t}\n{b}",
          "1 27 {c} {n} {W} {n} {p} {t}\n{b}",
          "1 24 {c} {n} {R} {n} {n} {t}\n",
          "1 34 {c} {n} {W} 1 {n} {p} {t}\n{b}",
          "1 36 {c} {n} {R} 2 {n} {n} {n} {n} {t}\n",
          "1 9 {M} 40 3 0 0 0 {t}\n",
          "1 9 {M} 41 {d} {t}\n",
          "1 9 {M} 42 {d} {t}\n",
          "1 9 {M} 43 3 {n} 60 {d} {t}\n",
          "1 9 {M} 45 {n} {t}\n",
          "1 16 {M} {t}\n",
          "1 18 {M} {d} 1 60 {n} {t}\n",
          "1 30 {c} {n} {M} {d} 1 60 {n} {t}\n",
          "1 19 {M} {M} {t}\n",
          "1 14 {M} {n} {n} 0 {t}\n",
          "1 15 {M} 40 3 {t}\n",
          "1 15 {M} 42 {d} {M} {t}\n",
          "1 15 {M} 43 3 {n} {n} 60 {M} {t}\n",
          "1 15 {M} 45 {n} {M} {t}\n",
          "1 5 {r} {CW} 1 {n} {n} {t} {t} {t}\n",
          "1 20 1 {r} {CW} 1 {n} {n} {n} {t} {t} {t}\n",
          "1 21 1 {w} {CR} 1 {n} {n} {n} {t} {t} {t}\n",
          "1 22 {c} {n} 1 {r} {CW} 1 {n} {n} {n} {t} {t} {t}\n",
          "1 23 {c} {n} 1 {w} {CR} 1 {n} {n} {n} {t} {t} {t}\n",
          "1 17 auto {r} {CW} 1 {n} {n} {t} {t} {t}\n",
          "1 31 {M} {d} {t}\n",
          "1 32 {M} {d} {t}\n",
          "1 1 1 {d} {d} 60 {n} {t}\n",
          "0 1 {d} {d} 60 {n} {t}\n",
          "1 29 {c} {n} 1 {d} {d} 60 {n} {t}\n",
          "1 4 1 1 ibp {t}\n",
          "0 4 1 ibp {t}\n",
          "1 4 3 {t}\n",
          "1 4 5 {t}\n",
          "1 93 1 {t}\n",
          "1 94 {t}\n",
          "1 95 {d} {t}\n",
          "1 96 1 {d} {n}_{n} 60 {t}\n",
          "1 97 1 {d} {n} {n} {t}\n",
          "1 98 1 {n} {t}\n",
          "1 90 1 7 {t}\n",
          "\n",
          "1 {n} {n} {R}\n");

  private static final String[] NUMBERS = {
    "0",
    "1",
    "-1",
    "2",
    "5",
    "16",
    "100",
    "1000",
    "4096",
    "65535",
    "65536",
    "65537",
    "131072",
    "200000",
    "2147483648",
    "9223372036854775807",
    "-9223372036854775808",
    "0.5",
    "100abc",
    "x"
  };
  private static final int[] LENGTHS = {0, 1, 5, 10, 100, 1000, 4096, 65536, 70_000, 131_073};
  private static final String[] TIMEOUTS = {"1", "1", "2", "30", "0", "-1", "0.5", "x"};

  private final byte[] source;
  private final List<Keys> keys;
  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
  private final List<Integer> cuts = new ArrayList<>();
  private int at;
  private int announced;

  FuzzedStream(byte[] source, List<Keys> keys) {
    this.source = source;
    this.keys = keys;
    while (at < source.length) {
      part();
    }
  }

  /** What to send, piece by piece. */
  List<byte[]> pieces() {
    byte[] all = stream.toByteArray();
    List<byte[]> pieces = new ArrayList<>();
    int from = 0;
    for (int cut : cuts) {
      if (cut > from && cut < all.length) {
        pieces.add(Arrays.copyOfRange(all, from, cut));
        from = cut;
      }
    }
    pieces.add(Arrays.copyOfRange(all, from, all.length));
    return pieces;
  }

  private int next(int bound) {
    int value = at < source.length ? source[at] & 0xff : 0;
    at++;
    return value % bound;
  }

  private void part() {
    int kind = next(16);
    if (kind == 0) {
      int count = next(64);
      for (int i = 0; i < count; i++) {
        stream.write(next(256));
      }
    } else if (kind == 1) {
      cuts.add(Math.max(0, stream.size() - next(200)));
    } else {
      text(TEMPLATES.get(next(TEMPLATES.size())));
    }
  }

  private void text(String template) {
    int from = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
      ascii(template.substring(from, open));
      from = template.indexOf('}', open) + 1;
      fill(template.substring(open + 1, from - 1));
    }
    ascii(template.substring(from));
  }

  private void fill(String name) {
    switch (name) {
      case "R" -> ascii(pick().read() + " 1");
      case "W" -> ascii(pick().write() + " 1");
      case "M" -> ascii(pick().manage() + " 1");
      case "r" -> ascii(pick().read());
      case "w" -> ascii(pick().write());
      case "CR" -> ascii(pick().capabilities().get(0));
      case "CW" -> ascii(pick().capabilities().get(1));
      case "n" -> ascii(NUMBERS[next(NUMBERS.length)]);
      case "d" -> ascii(Integer.toString(next(6) - 1));
      case "c" -> ascii(Integer.toString(next(7) - 1));
      case "t" -> ascii(TIMEOUTS[next(TIMEOUTS.length)]);
      case "p" -> {
        announced = LENGTHS[next(LENGTHS.length)];
        ascii(Integer.toString(announced));
      }
      case "b" -> payload();
      default -> throw new IllegalArgumentException(name);
    }
  }

  private Keys pick() {
    return keys.get(next(keys.size()));
  }

  /** Mostly as many as announced. Letters, so that no answer looks like an error. */
  private void payload() {
    int how = next(8);
    int count = how == 0 ? announced / 2 : how == 1 ? announced + next(50) : announced;
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) ('a' + next(26)));
    stream.writeBytes(bytes);
  }

  private void ascii(String text) {
    stream.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
