package org.datalogistics.depot.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.Reading;
import org.datalogistics.depot.disk.FileLayer;
import org.datalogistics.depot.disk.PowerLossLayer;
import org.datalogistics.depot.disk.PowerLossLayer.Fate;
import org.datalogistics.depot.disk.SyncPolicy;
import org.datalogistics.depot.lease.LeaseTerms;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power fails at any moment while allocations are made, written, overwritten and deleted; what
 * was answered is there as far as the policy promises, and nothing else is ever read.
 */
class PowerLossTest {
  private static final int STEPS = 40;
  private static final int CRASHES = 10;
  private static final int LARGEST = 200_000;

  private static final LeaseTerms NO_TRASH =
      new LeaseTerms(Duration.ofDays(30), Duration.ZERO, Duration.ZERO, Duration.ZERO);

  @TempDir Path folder;

  /**
   * Something that was asked for.
   *
   * @param target the number of the allocation
   * @param bytes null for the allocation itself, empty for its end
   * @param begun how many changes of the disk there were before
   * @param answered and when it was answered
   */
  private record Step(
      int target, long offset, @Nullable ByteBuffer bytes, int begun, int answered) {}

  private final List<Step> steps = new ArrayList<>();
  private final List<IssuedKeys> keys = new ArrayList<>();

  @SeededTest(cases = 2)
  void withDataForcedEveryAnsweredByteIsThere(SeededRandom random) throws IOException {
    PowerLossLayer layer = run(SyncPolicy.DATA, LeaseTerms.DEFAULT, random);
    checkCrashes(layer, random);
  }

  @SeededTest(cases = 2)
  void withDataForcedFilesThatOthersHadHaveTheirBytesNoMore(SeededRandom random)
      throws IOException {
    checkCrashes(run(SyncPolicy.DATA, NO_TRASH, random), random);
  }

  private void checkCrashes(PowerLossLayer layer, SeededRandom random) throws IOException {
    for (int i = 0; i < CRASHES; i++) {
      int moment = random.between(0, layer.moment());
      Fate fate = random.pick(Fate.values());
      Path target = folder.resolve("data" + i);
      layer.crash(moment, target, fate, random);
      try (TestResource after = reopen(target)) {
        for (int each = 0; each < keys.size(); each++) {
          check(after, each, moment, fate);
        }
      }
    }
  }

  @SeededTest(cases = 2)
  void withMetadataForcedEveryAnsweredLeaseIsThere(SeededRandom random) throws IOException {
    PowerLossLayer layer = run(SyncPolicy.METADATA, LeaseTerms.DEFAULT, random);
    for (int i = 0; i < CRASHES; i++) {
      int moment = random.between(0, layer.moment());
      Path target = folder.resolve("metadata" + i);
      layer.crash(moment, target, random.pick(Fate.values()), random);
      try (TestResource after = reopen(target)) {
        for (int each = 0; each < keys.size(); each++) {
          if (isPromised(each, moment)) {
            assertThat(after.isThere(keys.get(each))).isTrue();
          }
        }
      }
    }
  }

  private TestResource reopen(Path target) throws IOException {
    return new TestResource(
        TestResource.config(target, 1L << 30, LeaseTerms.DEFAULT), FileLayer.PLAIN);
  }

  private PowerLossLayer run(SyncPolicy fsync, LeaseTerms terms, SeededRandom random)
      throws IOException {
    Path origin = Files.createDirectories(folder.resolve("origin-" + fsync));
    PowerLossLayer layer = new PowerLossLayer(origin, origin.resolve("metadata.db"));
    try (TestResource resource =
        new TestResource(TestResource.config(origin, 1L << 30, terms, fsync), layer)) {
      layer.snapshot();
      for (int i = 0; i < STEPS; i++) {
        step(resource, layer, random);
      }
    }
    return layer;
  }

  private void step(TestResource resource, PowerLossLayer layer, SeededRandom random) {
    int begun = layer.moment();
    if (keys.isEmpty() || random.chance(0.3)) {
      keys.add(resource.allocate(Reliability.HARD, LARGEST, 3600));
      steps.add(new Step(keys.size() - 1, 0, null, begun, layer.moment()));
      return;
    }
    int target = random.between(0, keys.size() - 1);
    if (isDeleted(target)) {
      return;
    }
    if (random.chance(0.1)) {
      resource.delete(keys.get(target));
      steps.add(new Step(target, 0, ByteBuffer.allocate(0), begun, layer.moment()));
      return;
    }
    int length = random.chance(0.5) ? random.between(1, 3000) : random.between(1, LARGEST);
    long offset = random.between(0, LARGEST - length);
    ByteBuffer bytes = ByteBuffer.wrap(random.bytes(length));
    resource.write(keys.get(target), offset, bytes.duplicate());
    steps.add(new Step(target, offset, bytes, begun, layer.moment()));
  }

  private boolean isDeleted(int target) {
    return steps.stream().anyMatch(each -> each.target == target && isEnd(each));
  }

  private static boolean isEnd(Step step) {
    return step.bytes != null && step.bytes.capacity() == 0;
  }

  /** Whether it was given out by then and its end not even asked for. */
  private boolean isPromised(int target, int moment) {
    boolean given = false;
    for (Step each : steps) {
      if (each.target == target) {
        given |= each.bytes == null && each.answered <= moment;
        if (isEnd(each) && each.begun < moment) {
          return false;
        }
      }
    }
    return given;
  }

  private void check(TestResource after, int target, int moment, Fate fate) throws IOException {
    if (!isPromised(target, moment)) {
      return;
    }
    byte[] expected = new byte[LARGEST];
    boolean[] open = new boolean[LARGEST];
    int size = 0;
    for (Step each : steps) {
      ByteBuffer bytes = each.bytes;
      if (each.target != target || bytes == null || each.begun >= moment) {
        continue;
      }
      int offset = (int) each.offset;
      if (each.answered <= moment) {
        bytes.get(0, expected, offset, bytes.capacity());
        size = Math.max(size, offset + bytes.capacity());
      } else {
        Arrays.fill(open, offset, offset + bytes.capacity(), true);
      }
    }
    assertThat(after.probe(keys.get(target)).size()).isGreaterThanOrEqualTo(size);
    byte[] found = load(after, keys.get(target), size);
    for (int i = 0; i < size; i++) {
      if (!open[i] && found[i] != expected[i]) {
        throw new AssertionError(
            fate + " at change " + moment + ": byte " + i + " of allocation " + target);
      }
    }
  }

  private static byte[] load(TestResource resource, IssuedKeys keys, int size) throws IOException {
    AllocationHandle handle = resource.find(keys.read(), CapabilityKind.READ);
    try (Reading reading =
        TestResource.get(resource.resource.data().openForRead(handle, 0, size))) {
      ByteBuffer bytes = ByteBuffer.allocate(size);
      if (size > 0) {
        reading.check(0, size);
        while (bytes.hasRemaining()) {
          assertThat(reading.channel().read(bytes, bytes.position())).isPositive();
        }
      }
      return bytes.array();
    } catch (RefusedException e) {
      throw new AssertionError("answered bytes are refused with " + e.error(), e);
    }
  }
}
