package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.depot.disk.StrikingLayer;
import org.datalogistics.depot.disk.StrikingLayer.Kind;
import org.datalogistics.testkit.RawClient;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any operation on any file fails, while everything is done that changes something: what fails is
 * told with a code that fits, what was acknowledged is there and right when the disk works again,
 * and all goes on without a restart.
 */
class DiskFaultModelTest {
  private static final String BROKEN = "Input/output error";
  private static final String FULL = "No space left on device";
  private static final int STEPS = 60;

  /** Storage, space, damage, internal and unavailable; the last one when it took itself out. */
  private static final Set<String> FITTING =
      Set.of("-14", "-15", "-16", "-17", "-19", "-23", "-24", "-63");

  private static final Pattern CODE = Pattern.compile("(?:got +\"|gave |answer: )(-\\d+)");

  private static final List<Predicate<Path>> FILES =
      List.of(
          file -> true,
          file -> file.toString().contains("/data/") && !file.toString().contains(".sums"),
          file -> file.toString().endsWith(".sums"),
          file -> file.toString().endsWith(".digests"),
          file -> file.toString().endsWith(".journal"));

  @TempDir Path folder;

  private final StrikingLayer layer = new StrikingLayer();
  private final List<CrashFile> known = new ArrayList<>();
  private int failed;

  @SeededTest(cases = 4)
  void whatFailsIsToldAndNothingAcknowledgedIsLost(SeededRandom random) throws IOException {
    known.clear();
    failed = 0;
    String fsync = random.pick("none", "metadata", "data");
    Path resource = folder.resolve(Long.toString(random.seed()));
    String[] flags = {
      "--resource", "id=1,path=" + resource + ",size=1g,fsync=" + fsync, "--soft-fail"
    };
    try (TestDepot depot = TestDepot.start(resource, InstantSource.system(), layer, flags)) {
      Keys anchor;
      try (RawClient client = depot.connect()) {
        anchor = depot.allocate(client, 10);
      }
      for (int i = 0; i < STEPS; i++) {
        step(depot, anchor, random);
      }
      verify(depot);
      await().atMost(SOON).until(() -> depot.inUse() == 0);
    }
    try (TestDepot depot = TestDepot.start(resource, InstantSource.system(), layer, flags)) {
      verify(depot);
      await().atMost(SOON).until(() -> depot.inUse() == 0);
    }
    assertThat(layer.struck()).isPositive();
    assertThat(failed).isPositive();
  }

  private void step(TestDepot depot, Keys anchor, SeededRandom random) {
    CrashStep step = null;
    while (step == null) {
      step = maybe(random, depot.port());
    }
    boolean succeeded = false;
    try (RawClient client = depot.connect()) {
      if (random.chance(0.7)) {
        arm(random);
      }
      step.run(client);
      succeeded = true;
    } catch (AssertionError | UncheckedIOException e) {
      requireFitting(e);
    } finally {
      layer.disarm();
    }
    recover(depot, anchor);
    if (!succeeded) {
      failed++;
      try (RawClient client = depot.connect()) {
        step.settle(client, depot.port());
      }
      verify(depot);
    }
  }

  private void arm(SeededRandom random) {
    Set<Kind> kinds =
        random.nextBoolean()
            ? EnumSet.of(random.pick(Kind.values()))
            : EnumSet.of(Kind.OPEN, Kind.READ, Kind.WRITE, Kind.TRUNCATE, Kind.FORCE);
    layer.arm(
        new StrikingLayer.Plan(
            random.pick(FILES),
            kinds,
            random.nextInt(6),
            random.between(1, 3),
            random.pick(BROKEN, FULL, FULL)));
  }

  private static void requireFitting(Throwable failure) {
    Matcher code = CODE.matcher(String.valueOf(failure.getMessage()));
    if (code.find() && !FITTING.contains(code.group(1))) {
      throw new AssertionError("not the code of a disk that fails", failure);
    }
  }

  /** The operator's command brings a resource back that took itself out. */
  private static void recover(TestDepot depot, Keys anchor) {
    await()
        .atMost(SOON)
        .until(
            () -> {
              try (RawClient client = depot.connect()) {
                String answer = client.send("1 8 " + anchor.read() + " 1 0 0 30\n").readLine();
                if (answer.equals("1 0 ")) {
                  return true;
                }
                client.send("1 91 1 0 30\n").readLine();
                return false;
              }
            });
  }

  private @Nullable CrashStep maybe(SeededRandom random, int port) {
    CrashLives lives = new CrashLives(known, new ArrayList<>(), port);
    if (known.isEmpty() || (known.size() < 6 && random.chance(0.2))) {
      return lives.allocate(random.between(2, 300_000), random.chance(0.4) ? 4096 : 0);
    }
    CrashFile file = random.pick(known);
    CrashUploads uploads = new CrashUploads(random, port);
    return switch (random.nextInt(12)) {
      case 0 -> file.writeCount == 0 ? lives.delete(file) : null;
      case 1 -> CrashSpace.rename(file, port, known);
      case 2 -> CrashSpace.count(file);
      case 3 -> CrashSpace.resize(file, random.between(1, 300_000));
      case 4 ->
          file.maxSize < 2
              ? null
              : CrashSpace.split(file, random.between(1, file.maxSize - 1), port, known);
      case 5, 6 -> uploads.store(file);
      case 7 -> uploads.write(file);
      case 8 -> uploads.vector(file);
      default -> uploads.copy(file, random.pick(known));
    };
  }

  private void verify(TestDepot depot) {
    try (RawClient client = depot.connect()) {
      CrashVerify verify = new CrashVerify(client, depot.port());
      known.forEach(verify::check);
    }
  }
}
