package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Stream;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.depot.disk.StrikingLayer;
import org.datalogistics.depot.disk.StrikingLayer.Kind;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a disk that fails once leaves behind is put in order before it can show. */
class DiskRepairTest {
  private static final String DATA = "[0-9a-f]+";

  @TempDir Path folder;

  private final StrikingLayer layer = new StrikingLayer();

  private TestDepot start(String... flags) throws IOException {
    return TestDepot.start(folder, InstantSource.system(), layer, flags);
  }

  /** The next operation of that kind fails. */
  private void fail(Kind kind, String files) {
    layer.arm(
        new StrikingLayer.Plan(
            file -> file.getFileName().toString().matches(files),
            Set.of(kind),
            0,
            1,
            "Input/output error"));
  }

  private Path dataFile() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("r1/data"))) {
      return all.filter(file -> file.getFileName().toString().matches(DATA))
          .filter(Files::isRegularFile)
          .findFirst()
          .orElseThrow();
    }
  }

  private static void store(RawClient client, Keys keys, String text) {
    client.send("1 2 " + keys.write() + " 1 " + text.length() + " 30\n" + text);
    client.expect("1 \n1 " + text.length() + " \n");
  }

  private static void write(RawClient client, Keys keys, int offset, String text) {
    client.send("1 13 " + keys.write() + " 1 " + offset + " " + text.length() + " 30\n" + text);
    client.expect("1 \n1 " + text.length() + " \n");
  }

  private static void expectLoad(RawClient client, Keys keys, int offset, String text) {
    client.send("1 8 " + keys.read() + " 1 " + offset + " " + text.length() + " 30\n");
    client.expect("1 " + text.length() + " \n" + text);
  }

  private static String zeros(int count) {
    return "\0".repeat(count);
  }

  /** Sends a part of an upload and breaks it off. */
  private void breakOff(TestDepot depot, Keys keys, int length, String part, int stored)
      throws IOException {
    RawClient broken = depot.connect();
    broken.send("1 2 " + keys.write() + " 1 " + length + " 30\n" + part).expect("1 \n");
    Path file = dataFile();
    await().atMost(SOON).until(() -> Files.size(file) == stored + part.length());
    int before = layer.struck();
    broken.reset();
    await().atMost(SOON).until(() -> depot.inUse() == 0);
    assertThat(layer.struck()).isEqualTo(before + 1);
  }

  @Test
  void aBrokenUploadThatCouldNotBeTakenBackDoesNotShowInAHole() throws IOException {
    try (TestDepot depot = start();
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, 1000);
      store(client, keys, "hello");
      fail(Kind.TRUNCATE, DATA);
      breakOff(depot, keys, 20, "ABCDEFGHIJ", 5);
      write(client, keys, 50, "world");
      expectLoad(client, keys, 0, "hello" + zeros(45) + "world");
    }
  }

  @Test
  void aBrokenUploadIsTakenBackThoughItsChecksumsCouldNotBe() throws IOException {
    try (TestDepot depot = start();
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, 100_000_000);
      store(client, keys, "hello");
      RawClient broken = depot.connect();
      broken.send("1 2 " + keys.write() + " 1 90000000 30\n").send("x".repeat(60_000_000));
      broken.expect("1 \n");
      Path file = dataFile();
      await().atMost(SOON).until(() -> Files.size(file) == 60_000_005);
      fail(Kind.WRITE, ".*[.]sums");
      broken.reset();
      await().atMost(SOON).until(() -> depot.inUse() == 0);
      assertThat(layer.struck()).isEqualTo(1);
      assertThat(Files.size(file)).isEqualTo(5);
      write(client, keys, 1000, "world");
      expectLoad(client, keys, 0, "hello" + zeros(995) + "world");
    }
  }

  @Test
  void whatATruncateCouldNotCutOffDoesNotShowInAHole() throws IOException {
    try (TestDepot depot = start();
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, 1000);
      store(client, keys, "hello world, hello world");
      for (String size : new String[] {"5", "1000"}) {
        fail(Kind.TRUNCATE, DATA);
        try (RawClient other = depot.connect()) {
          other.send("1 9 " + keys.manage() + " 1 45 " + size + " 30\n").expect("-16 \n");
        }
      }
      assertThat(layer.struck()).isEqualTo(2);
      write(client, keys, 50, "world");
      expectLoad(client, keys, 0, "hello" + zeros(45) + "world");
    }
  }

  @Test
  void whatNoLongerCountsIsCutOffThoughTheDiskDidNotTakeThatForGood() throws IOException {
    try (TestDepot depot = start("--fsync", "metadata");
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, 1000);
      store(client, keys, "hello world, hello world");
      fail(Kind.FORCE, ".*[.]journal");
      try (RawClient other = depot.connect()) {
        other.send("1 9 " + keys.manage() + " 1 45 5 30\n").expect("-24 \n");
      }
      assertThat(layer.struck()).isEqualTo(1);
      await().atMost(SOON).until(() -> depot.inUse() == 0);
      assertThat(Files.size(dataFile())).isEqualTo(5);
    }
  }

  @Test
  void aFileWhoseLengthIsNotToBeHadIsGivenBack() throws IOException {
    try (TestDepot depot = start("--scrub-rate", "0");
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, 1000);
      store(client, keys, "hello");
      fail(Kind.SIZE, DATA);
      try (RawClient other = depot.connect()) {
        other.send("1 8 " + keys.read() + " 1 0 5 30\n").expect("-15 \n");
      }
      await().atMost(SOON).until(() -> depot.inUse() == 0);
      expectLoad(client, keys, 0, "hello");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileThatCouldNotBeCutWhenItWasOpenedDoesNotStayOpen() throws IOException {
    Keys keys;
    try (TestDepot depot = start();
        RawClient client = depot.connect()) {
      keys = depot.allocate(client, 1000);
      store(client, keys, "hello");
    }
    Path file = dataFile();
    Files.writeString(file, "of an upload that was killed", StandardOpenOption.APPEND);
    try (TestDepot depot = start("--scrub-rate", "0");
        RawClient client = depot.connect()) {
      fail(Kind.TRUNCATE, DATA);
      try (RawClient other = depot.connect()) {
        other.send("1 8 " + keys.read() + " 1 0 5 30\n").expect("-15 \n");
      }
      assertThat(layer.struck()).isEqualTo(1);
      assertThat(descriptors(file)).isZero();
      expectLoad(client, keys, 0, "hello");
      assertThat(Files.size(file)).isEqualTo(5);
    }
  }

  private static long descriptors(Path file) throws IOException {
    Path real = file.toRealPath();
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(
              each -> {
                try {
                  return Files.readSymbolicLink(each).equals(real);
                } catch (IOException closed) {
                  return false;
                }
              })
          .count();
    }
  }
}
