package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scrubber finds what nobody reads, and completes checksums that a crash left unknown. */
class ScrubTest {
  private static final int SIZE = 200_000;
  private static final String[] FAST = {"--scrub-rate", "1g", "--scrub-interval", "0s"};

  @TempDir Path folder;

  private static Keys store(TestDepot depot, RawClient client) {
    Keys keys = depot.allocate(client, SIZE);
    client.send("1 2 " + keys.write() + " 1 " + SIZE + " 30\n" + "x".repeat(SIZE));
    client.expect("1 \n1 " + SIZE + " \n");
    return keys;
  }

  private List<Path> files(String pattern) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("r1/data"))) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().matches(pattern))
          .sorted()
          .toList();
    }
  }

  private static Resource resource(TestDepot depot) {
    return depot.depot().resources().all().get(0);
  }

  @Test
  void damageThatNobodyReadsIsFound() throws IOException {
    Keys good;
    Keys bad;
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      good = store(depot, client);
      bad = store(depot, client);
    }
    try (FileChannel file = FileChannel.open(files("[0-9a-f]+").get(1), StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {0}), 100_000);
    }
    try (TestDepot depot = TestDepot.start(folder, FAST);
        RawClient client = depot.connect()) {
      await().atMost(SOON).until(() -> resource(depot).usage().damaged() == 1);
      await().atMost(SOON).until(() -> resource(depot).scrubbed().passes() > 0);
      assertThat(resource(depot).scrubbed().bytes()).isGreaterThanOrEqualTo(2 * SIZE);
      assertThat(resource(depot).scrubbed().damaged()).isPositive();
      client.send("1 8 " + bad.read() + " 1 0 " + SIZE + " 30\n").expect("-63 \n");
      client.send("1 8 " + good.read() + " 1 0 1 30\n").expect("1 1 \nx");
    }
  }

  @Test
  void blocksWithoutAChecksumAreGivenOne() throws IOException {
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "0");
        RawClient client = depot.connect()) {
      store(depot, client);
    }
    Files.delete(files(".*[.]sums").get(0));
    try (TestDepot depot = TestDepot.start(folder, FAST)) {
      await().atMost(SOON).until(() -> resource(depot).integrity().adoptedBlocks() == 3);
    }
    assertThat(files(".*[.]sums")).hasSize(1);
    try (TestDepot depot = TestDepot.start(folder, FAST)) {
      await().atMost(SOON).until(() -> resource(depot).scrubbed().passes() > 0);
      assertThat(resource(depot).integrity().adoptedBlocks()).isZero();
      assertThat(resource(depot).usage().damaged()).isZero();
    }
  }

  /** As a kill leaves it that comes while a block is overwritten. */
  private void spoilChecksums() throws IOException {
    try (FileChannel sums = FileChannel.open(files(".*[.]sums").get(0), StandardOpenOption.WRITE)) {
      sums.write(ByteBuffer.allocate(Long.BYTES), 2 * Long.BYTES);
    }
    Path settings = folder.resolve("r1/resource.properties");
    Files.writeString(settings, Files.readString(settings).replace("open=no", "open=yes"));
  }

  private void storeAndPass() throws IOException {
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "1g");
        RawClient client = depot.connect()) {
      store(depot, client);
      store(depot, client);
      await().atMost(SOON).until(() -> resource(depot).scrubbed().passes() > 0);
    }
  }

  @Test
  void afterAnUncleanEndMissingChecksumsDoNotWaitForTheNextPass() throws IOException {
    storeAndPass();
    spoilChecksums();
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "1g")) {
      await().atMost(SOON).until(() -> resource(depot).integrity().adoptedBlocks() == 1);
      await().atMost(SOON).until(() -> !resource(depot).scrubbed().isMending());
      assertThat(resource(depot).scrubbed().passes()).isZero();
      assertThat(resource(depot).scrubbed().bytes()).isZero();
    }
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "1g")) {
      assertThat(resource(depot).scrubbed().isMending()).isFalse();
    }
  }

  @Test
  void missingChecksumsAreNotForgottenWhenTheScrubberMayNotWork() throws IOException {
    storeAndPass();
    spoilChecksums();
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "0")) {
      resource(depot).rescan().join();
      assertThat(resource(depot).scrubbed().isMending()).isTrue();
    }
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "1g")) {
      await().atMost(SOON).until(() -> resource(depot).integrity().adoptedBlocks() == 1);
    }
  }

  @Test
  void itRemembersWhenItWasThroughLast() throws IOException {
    long last;
    try (TestDepot depot = TestDepot.start(folder, FAST)) {
      await().atMost(SOON).until(() -> resource(depot).scrubbed().passes() > 0);
      last = resource(depot).scrubbed().lastPassMillis();
    }
    try (TestDepot depot = TestDepot.start(folder, "--scrub-rate", "0")) {
      await().atMost(SOON).until(() -> resource(depot).scrubbed().lastPassMillis() >= last);
    }
  }
}
