package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededRandomExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many connections change one allocation; every upload writes a byte of its own, so that afterwards
 * each byte tells whose it is, and whether that could have come about one after the other.
 */
@ExtendWith(SeededRandomExtension.class)
class ConcurrentModelTest {
  private static final int ROUNDS = 6;
  private static final int WORKERS = 8;
  private static final int STEPS = 25;
  private static final int MAX = 60_000;

  @TempDir Path folder;

  /** An acknowledged upload; {@code offset} is -1 for an append. */
  private record Done(int tag, int offset, int length, long began, long ended) {
    boolean endedBefore(Done other) {
      return ended < other.began;
    }
  }

  /** What all workers of a round share. */
  private static final class Round {
    final TestDepot depot;
    final Keys keys;
    final boolean truncates;
    final AtomicInteger tags = new AtomicInteger();

    Round(TestDepot depot, Keys keys, boolean truncates) {
      this.depot = depot;
      this.keys = keys;
      this.truncates = truncates;
    }
  }

  @Test
  void acknowledgedUploadsCouldHaveComeOneAfterTheOther(SeededRandom random) throws Exception {
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      for (int i = 0; i < ROUNDS; i++) {
        Keys keys = depot.allocate(client, MAX);
        Done[] done = run(new Round(depot, keys, false), random);
        await().atMost(SOON).until(() -> depot.inUse() == 0);
        verify(content(client, keys), done);
        client.send("1 9 " + keys.manage() + " 1 42 1 30\n").expect("1 \n");
      }
    }
  }

  @Test
  void withTruncationsNoByteIsOfAnUploadThatWasNotAcknowledged(SeededRandom random)
      throws Exception {
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      for (int i = 0; i < ROUNDS; i++) {
        Keys keys = depot.allocate(client, MAX);
        Done[] done = run(new Round(depot, keys, true), random);
        await().atMost(SOON).until(() -> depot.inUse() == 0);
        for (byte each : content(client, keys)) {
          assertThat(each == 0 || done[each & 0xff] != null).isTrue();
        }
        client.send("1 9 " + keys.manage() + " 1 42 1 30\n").expect("1 \n");
      }
      assertThat(depot.depot().resources().all().get(0).usage().total()).isZero();
    }
  }

  private static Done[] run(Round round, SeededRandom random) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
    Done[] byTag = new Done[256];
    try {
      List<Callable<List<Done>>> workers = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        SeededRandom own = random.fork();
        workers.add(() -> work(round, own));
      }
      for (Future<List<Done>> each : threads.invokeAll(workers)) {
        each.get().forEach(done -> byTag[done.tag] = done);
      }
    } finally {
      threads.shutdownNow();
    }
    return byTag;
  }

  private static List<Done> work(Round round, SeededRandom random) throws IOException {
    List<Done> acknowledged = new ArrayList<>();
    RawClient client = round.depot.connect();
    for (int i = 0; i < STEPS; i++) {
      if (round.truncates && random.chance(0.15)) {
        truncateAndGrow(round, client, random);
        continue;
      }
      int tag = round.tags.incrementAndGet();
      int length = random.between(1, 200);
      int offset = random.chance(0.5) ? -1 : offset(round, client, random);
      byte[] payload = new byte[length];
      Arrays.fill(payload, (byte) tag);
      int first = random.between(0, length - 1);
      long began = System.nanoTime();
      String range = (offset < 0 ? "2 " : "13 ") + round.keys.write() + " 1 ";
      client.send("1 " + range + (offset < 0 ? "" : offset + " ") + length + " 30\n");
      client.send(Arrays.copyOf(payload, first));
      if (offset < 0 && random.chance(0.3)) {
        client.reset();
        client = round.depot.connect();
        continue;
      }
      client.send(Arrays.copyOfRange(payload, first, length));
      String answer = client.readLine();
      if (answer.equals("1 ")) {
        answer = client.readLine();
      }
      if (answer.equals("1 " + length + " ")) {
        acknowledged.add(new Done(tag, offset, length, began, System.nanoTime()));
      } else {
        assertThat(answer).isEqualTo("-19 ");
        client.close();
        client = round.depot.connect();
      }
    }
    client.close();
    return acknowledged;
  }

  /** Within, at, or behind what counts now. */
  private static int offset(Round round, RawClient client, SeededRandom random) {
    return Math.max(0, size(client, round.keys) + random.between(-300, 300));
  }

  private static void truncateAndGrow(Round round, RawClient client, SeededRandom random) {
    int size = Math.max(1, size(client, round.keys) - random.between(0, 400));
    String manage = "1 9 " + round.keys.manage() + " 1 ";
    client.send(manage + "45 " + size + " 30\n").expect("1 \n");
    client.send(manage + "45 " + MAX + " 30\n").expect("1 \n");
  }

  private static int size(RawClient client, Keys keys) {
    String probe = client.send("1 9 " + keys.manage() + " 1 40 3 0 0 0 30\n").readLine();
    return Integer.parseInt(Arrays.asList(probe.split(" ", -1)).get(3));
  }

  private static byte[] content(RawClient client, Keys keys) {
    int size = size(client, keys);
    client.send("1 8 " + keys.read() + " 1 0 " + size + " 30\n");
    client.expect(("1 " + size + " \n").getBytes(StandardCharsets.US_ASCII));
    return client.readFully(size);
  }

  private static void verify(byte[] content, Done[] byTag) {
    int end = 0;
    for (Done done : byTag) {
      if (done == null) {
        continue;
      }
      int start = done.offset;
      if (start < 0) {
        start = firstOf(content, done.tag);
        if (start < 0) {
          continue; // Others wrote over all of it: where it was, nobody can tell.
        }
        int last = lastOf(content, done.tag);
        assertThat(last - start).as("extent of append %s", done).isLessThan(done.length);
        verifyRange(content, byTag, done, start, last + 1);
      } else {
        verifyRange(content, byTag, done, start, start + done.length);
        end = Math.max(end, start + done.length);
      }
    }
    assertThat(content.length).isGreaterThanOrEqualTo(end);
    for (byte each : content) {
      assertThat(each == 0 || byTag[each & 0xff] != null).as("tag %s", each & 0xff).isTrue();
    }
  }

  private static void verifyRange(byte[] content, Done[] byTag, Done done, int start, int end) {
    for (int at = start; at < end; at++) {
      Done owner = byTag[content[at] & 0xff];
      assertThat(owner).as("byte %s of %s", at, done).isNotNull();
      assertThat(owner.endedBefore(done)).as("%s over %s", owner, done).isFalse();
    }
  }

  private static int firstOf(byte[] content, int tag) {
    for (int i = 0; i < content.length; i++) {
      if ((content[i] & 0xff) == tag) {
        return i;
      }
    }
    return -1;
  }

  private static int lastOf(byte[] content, int tag) {
    for (int i = content.length - 1; i >= 0; i--) {
      if ((content[i] & 0xff) == tag) {
        return i;
      }
    }
    return -1;
  }
}
