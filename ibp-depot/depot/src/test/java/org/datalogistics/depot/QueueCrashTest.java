package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.datalogistics.testkit.RawClient;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededRandomExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The depot is killed while queues are filled and emptied: afterwards they hold what they may hold.
 */
@ExtendWith(SeededRandomExtension.class)
class QueueCrashTest {
  private static final int ROUNDS = Integer.getInteger("dlt.queue.rounds", 6);
  private static final int CAPACITY = 5000;

  /** A queue, and all that it may hold. */
  private static final class Model {
    private final int type;
    private TestDepot.Keys keys;
    private Set<String> possible = Set.of("");
    private volatile @Nullable Throwable failure;
    private volatile boolean killed;
    private final AtomicInteger operations = new AtomicInteger();

    Model(int type) {
      this.type = type;
    }

    private static Set<String> with(Set<String> some, Set<String> more) {
      Set<String> all = new LinkedHashSet<>(some);
      all.addAll(more);
      return all;
    }

    void store(RawClient client, String bytes) {
      Set<String> before = possible;
      Set<String> pushed =
          before.stream().map(now -> pushed(now, bytes)).collect(Collectors.toSet());
      Set<String> after =
          pushed.stream().map(now -> type == 2 ? bytes : now + bytes).collect(Collectors.toSet());
      possible = with(with(before, pushed), after);
      client.send("1 2 " + keys.write() + " 0 " + bytes.length() + " 30\n" + bytes);
      client.expect("1 \n1 " + bytes.length() + " \n");
      possible = after;
      operations.incrementAndGet();
    }

    /** What is left when as many of the oldest bytes went as a ring needs. */
    private String pushed(String now, String bytes) {
      return type == 4 ? now.substring(Math.max(0, now.length() + bytes.length() - CAPACITY)) : now;
    }

    void load(RawClient client, int length) {
      Set<String> known = possible;
      possible = with(known, without(known, length));
      client.send("1 8 " + keys.read() + " 0 0 " + length + " 30\n").expect("1 " + length + " \n");
      String got = new String(client.readFully(length), StandardCharsets.ISO_8859_1);
      // What was read before is out by now.
      Set<String> before =
          known.stream().filter(now -> now.startsWith(got)).collect(Collectors.toSet());
      assertThat(before).isNotEmpty();
      possible = with(before, without(before, length));
      operations.incrementAndGet();
    }

    private Set<String> without(Set<String> some, int length) {
      return type == 2
          ? some
          : some.stream()
              .filter(now -> now.length() >= length)
              .map(now -> now.substring(length))
              .collect(Collectors.toSet());
    }

    int least() {
      return possible.stream().mapToInt(String::length).min().orElse(0);
    }

    int most() {
      return possible.stream().mapToInt(String::length).max().orElse(0);
    }

    void verify(RawClient client) {
      client.send("1 9 " + keys.manage() + " 0 40 30\n");
      int size = Integer.parseInt(client.readLine().split(" ", -1)[3]);
      if (size == 0) {
        assertThat(possible).contains("");
        possible = Set.of("");
        return;
      }
      client.send("1 8 " + keys.read() + " 0 0 " + size + " 30\n").expect("1 " + size + " \n");
      String got = new String(client.readFully(size), StandardCharsets.ISO_8859_1);
      assertThat(possible).contains(got);
      possible = type == 2 ? Set.of(got) : Set.of(got, "");
    }
  }

  @TempDir Path folder;

  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS)
  void queuesHoldWhatTheyMayHoldAfterEachKill(SeededRandom random) throws InterruptedException {
    List<Model> models = new ArrayList<>(List.of(new Model(2), new Model(3), new Model(4)));
    for (int round = 0; round < ROUNDS; round++) {
      try (DepotProcess depot = DepotProcess.start(folder, "-Xmx128m")) {
        List<Thread> threads = new ArrayList<>();
        for (Model model : models) {
          try (RawClient client = depot.connect()) {
            if (model.keys == null) {
              model.keys = allocate(client, depot, model.type);
            }
            model.verify(client);
            model.killed = false;
          }
          SeededRandom own = random.fork();
          threads.add(new Thread(() -> work(depot::connect, model, own)));
        }
        threads.forEach(Thread::start);
        int enough = acknowledged(models) + random.between(1, 400);
        await()
            .pollInterval(Duration.ofMillis(1))
            .until(() -> acknowledged(models) >= enough || hasFailed(models));
        models.forEach(model -> model.killed = true);
        depot.kill9();
        for (Thread thread : threads) {
          thread.join();
        }
        assertThat(models).allMatch(model -> model.failure == null);
      }
    }
    assertThat(models).allMatch(model -> model.operations.get() > 0);
  }

  private static int acknowledged(List<Model> models) {
    return models.stream().mapToInt(model -> model.operations.get()).sum();
  }

  private static boolean hasFailed(List<Model> models) {
    return models.stream().anyMatch(model -> model.failure != null);
  }

  private static TestDepot.Keys allocate(RawClient client, DepotProcess depot, int type) {
    client.send("1 1 1 2 " + type + " 36000 " + CAPACITY + " 30\n");
    return TestDepot.Keys.of(client.readLine(), depot.port());
  }

  private static void work(Supplier<RawClient> connect, Model model, SeededRandom random) {
    try (RawClient client = connect.get()) {
      while (true) {
        int length = random.between(1, 2000);
        boolean room = model.type != 3 || model.most() + length <= CAPACITY;
        if (room && random.between(0, 1) == 0) {
          model.store(client, text(random, length));
        } else if (model.least() > 0) {
          model.load(client, random.between(1, model.least()));
        }
      }
    } catch (UncheckedIOException | AssertionError e) {
      if (!model.killed) {
        model.failure = e;
      } // Else the model knows what was under way.
    }
  }

  private static String text(SeededRandom random, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) random.between('a', 'z'));
    }
    return text.toString();
  }
}
