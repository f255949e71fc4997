package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import java.util.stream.Stream;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.ChecksumType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Does between two depots what the test programs of the reference implementations do: the one of
 * the ACCRE client with its checksum variants, and the smoke test of LoCI (IBP spec 13).
 */
@Timeout(120)
class ReferenceProgramTest {
  private static final int MEGABYTE = 1 << 20;

  @TempDir Path folder;
  private TestDepot here;
  private TestDepot there;

  @BeforeEach
  void startDepots() throws IOException {
    here = start("here");
    there = start("there");
  }

  private TestDepot start(String name) throws IOException {
    Path own = folder.resolve(name);
    return TestDepot.start(own, "--resource", "id=1,path=" + own.resolve("r") + ",size=4g");
  }

  @AfterEach
  void closeDepots() throws IOException {
    here.close();
    there.close();
  }

  static Stream<Arguments> checksums() {
    BlockChecksum md5 = new BlockChecksum(ChecksumType.MD5, 64 * 1024);
    BlockChecksum sha1 = new BlockChecksum(ChecksumType.SHA1, 16 * 1024);
    BlockChecksum sha256 = new BlockChecksum(ChecksumType.SHA256, 1024);
    BlockChecksum sha512 = new BlockChecksum(ChecksumType.SHA512, MEGABYTE);
    return Stream.of(
        Arguments.of(null, null),
        Arguments.of(md5, md5),
        Arguments.of(sha256, sha1),
        Arguments.of(sha512, sha256),
        Arguments.of(null, sha512));
  }

  @ParameterizedTest
  @MethodSource("checksums")
  void theProgramOfTheAccreClientPasses(
      @Nullable BlockChecksum network, @Nullable BlockChecksum disk) {
    try (AccreProgram program = new AccreProgram(here, network, disk);
        AccreProgram other = new AccreProgram(there, network, disk)) {
      basics(program, other);
      stripes(network, disk);
      vectors(program);
      renaming(program);
      aliases(program);
      splitting(program);
      copies(program, program, here);
      copies(program, other, there);
      hugeHole(program);
      shrinking(program);
      assertThat(program.numbers("1 4 3 30")).containsExactly(1);
    }
  }

  private void basics(AccreProgram program, AccreProgram other) {
    Keys a = program.allocate(MEGABYTE, 60);
    program.succeeds("1 9 " + a.manage() + " 3862277 43 3 2097152 20 2 30");
    program.probes(a, 0, 2 * MEGABYTE);
    program.store(a, filled('0', 768 * 1024));
    program.store(a, filled('0', 256 * 1024));
    program.write(a, 10, filled('1', 512 * 1024));
    byte[] expected = filled('0', MEGABYTE);
    Arrays.fill(expected, 10, 10 + 512 * 1024, (byte) '1');
    assertThat(program.load(a, 0, MEGABYTE)).isEqualTo(expected);
    Keys b = other.allocate(MEGABYTE, 60);
    String send = "1 5  " + a.read() + " " + b.capabilities().get(1) + " 3862277 0 1024 30 30 30";
    assertThat(program.numbers(send)).containsExactly(1024);
    String phoebus =
        "1 17 auto " + a.read() + " " + b.capabilities().get(1) + " 3862277 0 1024 30 30 30";
    assertThat(program.numbers(phoebus)).containsExactly(1024);
    assertThat(other.load(b, 0, 2048))
        .isEqualTo(concat(Arrays.copyOf(expected, 1024), Arrays.copyOf(expected, 1024)));
    program.remove(a);
    other.remove(b);
  }

  /** Writes from the last stripe to the first, four connections with many requests under way. */
  private void stripes(@Nullable BlockChecksum network, @Nullable BlockChecksum disk) {
    int size = 10 * MEGABYTE;
    byte[] data = random(size);
    try (AccreProgram a = new AccreProgram(here, network, disk);
        AccreProgram b = new AccreProgram(here, network, disk)) {
      Keys keys = a.allocate(size, 900);
      Deque<Integer> underWay = new ArrayDeque<>();
      int stripe = 10_000;
      int last = size / stripe * stripe;
      int turn = 0;
      for (int at = last - stripe; at >= 0; at -= stripe) {
        (turn++ % 2 == 0 ? a : b).sendWrite(keys, at, Arrays.copyOfRange(data, at, at + stripe));
        underWay.add(stripe);
        if (underWay.size() == 64) {
          settle(a, b, underWay, stripe, turn);
        }
      }
      settle(a, b, underWay, stripe, turn);
      a.write(keys, last, Arrays.copyOfRange(data, last, size));
      for (int at = 0; at < size; at += 5000) {
        int length = Math.min(5000, size - at);
        assertThat(a.load(keys, at, length)).isEqualTo(Arrays.copyOfRange(data, at, at + length));
      }
      assertThat(a.numbers("1 32 " + keys.manage() + " 3862277 0 30")).containsExactly(0);
      a.remove(keys);
    }
  }

  private static void settle(
      AccreProgram a, AccreProgram b, Deque<Integer> underWay, int stripe, int turn) {
    int first = turn - underWay.size();
    for (int i = first; i < turn; i++) {
      (i % 2 == 0 ? a : b).uploaded(stripe);
    }
    underWay.clear();
  }

  private static void vectors(AccreProgram program) {
    int size = 10 * MEGABYTE;
    byte[] data = random(size);
    Keys keys = program.allocate(size, 900);
    program.vectorWrite(keys, 10_000, data);
    assertThat(program.vectorRead(keys, 5000, size)).isEqualTo(data);
    program.remove(keys);
  }

  private static void renaming(AccreProgram program) {
    Keys old = program.allocate(MEGABYTE, 60);
    byte[] data = "This is one test...".getBytes(StandardCharsets.US_ASCII);
    program.store(old, data);
    Keys renamed = program.gives("1 16 " + old.manage() + " 3862277 30");
    program.loadFails(old, 0, data.length);
    assertThat(program.load(renamed, 0, data.length)).isEqualTo(data);
    program.remove(renamed);
  }

  private void aliases(AccreProgram program) {
    Keys master = program.allocate(MEGABYTE, 60);
    Keys all = program.gives("1 14 " + master.manage() + " 3862277 0 0 0 30");
    program.probes(master, 0, MEGABYTE);
    program.probes(all, 0, MEGABYTE);
    assertThat(program.numbers("1 15 " + all.manage() + " 3862277 40 3 30 "))
        .startsWith(1, 0, 0, 0);
    Keys part = program.gives("1 14 " + master.manage() + " 3862277 10 40 0 30");
    assertThat(program.numbers("1 9 " + part.manage() + " 3862277 40 3 0 0 0 30 ")[3])
        .isEqualTo(40);
    byte[] zeros = filled('0', MEGABYTE);
    byte[] text = "This is one test".getBytes(StandardCharsets.US_ASCII);
    program.store(all, zeros);
    program.write(part, 0, text);
    assertThat(program.load(all, 0, 26)).isEqualTo(concat(filled('0', 10), text));
    program.writeFails(part, 35, text);
    program.loadFails(part, 35, text.length);

    Keys target = program.allocate(MEGABYTE, 60);
    Keys targetAlias = program.gives("1 14 " + target.manage() + " 3862277 0 0 0 30");
    String send =
        "1 5 " + part.read() + " " + targetAlias.capabilities().get(1) + " 3862277 0 16 30 30 30";
    assertThat(program.numbers(send)).containsExactly(16);
    assertThat(program.load(targetAlias, 0, 16)).isEqualTo(text);
    program.succeeds(removal(targetAlias, target));
    program.remove(target);

    program.fails(removal(all, part));
    program.succeeds(removal(all, master));
    program.loadFails(all, 35, 16);
    program.succeeds(removal(part, master));
    program.remove(master);
  }

  private static String removal(Keys alias, Keys master) {
    return "1 15 " + alias.manage() + " 3862277 42 1 " + master.manage() + " 3862277 30";
  }

  private static void splitting(AccreProgram program) {
    byte[] data = random(2048);
    Keys master = program.allocate(2048, 900);
    program.store(master, data);
    Keys child = program.split(master, 1024);
    program.probes(master, 1024, 1024);
    program.probes(child, 0, 1024);
    assertThat(program.load(master, 0, 1024)).isEqualTo(Arrays.copyOf(data, 1024));
    program.store(child, Arrays.copyOf(data, 1024));
    assertThat(program.load(child, 0, 1024)).isEqualTo(Arrays.copyOf(data, 1024));
    program.splitFails(master, 2048);
    program.probes(master, 1024, 1024);
    program.succeeds("1 19 " + master.manage() + " 3862277 " + child.manage() + " 3862277 30");
    program.fails("1 9 " + child.manage() + " 3862277 40 3 0 0 0 30 ");
    program.probes(master, 1024, 2048);
    program.remove(master);
  }

  private static void copies(AccreProgram program, AccreProgram other, TestDepot target) {
    Keys a = program.allocate(2048, 900);
    Keys b = other.allocate(2048, 900);
    String write = b.capabilities().get(1);
    String read = b.capabilities().get(0);
    assertThat(write).contains(":" + target.port() + "/");
    program.store(a, filled('1', 1));
    String push = "1 20 1  " + a.read() + " " + write + " 3862277 ";
    assertThat(program.numbers(push + "0 -1 1 30 30 30")).containsExactly(1);
    String pull = "1 21 1  " + a.write() + " " + read + " 3862277 -1 0 1 30 30 30";
    assertThat(program.numbers(pull)).containsExactly(1);
    assertThat(program.numbers(push + "0 -1 2 30 30 30")).containsExactly(2);
    program.write(a, 1, "23".getBytes(StandardCharsets.US_ASCII));
    assertThat(program.numbers(push + "1 1 2 30 30 30")).containsExactly(2);
    byte[] expected = "123".getBytes(StandardCharsets.US_ASCII);
    assertThat(program.load(a, 0, 3)).isEqualTo(expected);
    assertThat(other.load(b, 0, 3)).isEqualTo(expected);
    program.remove(a);
    other.remove(b);
  }

  private static void hugeHole(AccreProgram program) {
    long offset = (2L << 30) + 1;
    byte[] data = random(1024);
    Keys keys = program.allocate(offset + 1024, 900);
    program.probes(keys, 0, offset + 1024);
    program.write(keys, offset, data);
    program.probes(keys, offset + 1024, offset + 1024);
    assertThat(program.load(keys, offset, 1024)).isEqualTo(data);
    assertThat(program.load(keys, 1 << 30, 10)).isEqualTo(new byte[10]);
    program.remove(keys);
  }

  private static void shrinking(AccreProgram program) {
    byte[] data = random(MEGABYTE);
    Keys keys = program.allocate(2 * MEGABYTE, 900);
    program.write(keys, 0, data);
    program.fails("1 9 " + keys.manage() + " 3862277 43 3 524288 -1 -1 30");
    program.probes(keys, MEGABYTE, 2 * MEGABYTE);
    program.succeeds("1 9 " + keys.manage() + " 3862277 43 3 1048577 -1 -1 30");
    program.probes(keys, MEGABYTE, MEGABYTE + 1);
    program.succeeds("1 9 " + keys.manage() + " 3862277 45 349525 30");
    program.probes(keys, 349_525, 349_525);
    assertThat(program.load(keys, 0, 349_525)).isEqualTo(Arrays.copyOf(data, 349_525));
    program.remove(keys);
  }

  @Test
  void theSmokeTestOfLociPasses() {
    new SmokeProgram(here, there).run();
  }

  static byte[] filled(char character, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) character);
    return bytes;
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
