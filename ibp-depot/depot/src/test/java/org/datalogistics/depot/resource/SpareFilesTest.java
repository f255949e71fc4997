package org.datalogistics.depot.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.resource.TestResource.get;
import static org.datalogistics.ibp.Reliability.HARD;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.Incoming;
import org.datalogistics.depot.data.Reading;
import org.datalogistics.depot.disk.FileLayer;
import org.datalogistics.depot.disk.SyncPolicy;
import org.datalogistics.depot.lease.LeaseTerms;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of allocations that are gone serve others, who never see what was in them. */
class SpareFilesTest {
  private static final LeaseTerms NO_TRASH =
      new LeaseTerms(Duration.ofDays(30), Duration.ZERO, Duration.ZERO, Duration.ZERO);

  private static final int LEAST = 64 * 1024;
  private static final int LARGEST = 200_000;
  private static final int STEPS = 60;
  private static final long SIZE = 16L << 20;

  @TempDir Path folder;

  private static final class Model {
    final IssuedKeys keys;
    byte[] bytes = {};

    Model(IssuedKeys keys) {
      this.keys = keys;
    }

    void write(int offset, byte[] more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length, offset + more.length));
      System.arraycopy(more, 0, bytes, offset, more.length);
    }
  }

  private TestResource open(LeaseTerms terms, SyncPolicy fsync) throws IOException {
    return new TestResource(TestResource.config(folder, SIZE, terms, fsync), FileLayer.PLAIN);
  }

  private static ConditionFactory soon() {
    return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
  }

  private long spares() throws IOException {
    Path spare = folder.resolve("recycled");
    if (!Files.isDirectory(spare)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(spare)) {
      return all.count();
    }
  }

  @SeededTest(cases = 2)
  void whateverIsWrittenBrokenOffCutAndDeletedNobodyReadsAnothersBytes(SeededRandom random)
      throws IOException, RefusedException {
    List<Model> models = new ArrayList<>();
    for (int life = 0; life < 2; life++) {
      try (TestResource one = open(NO_TRASH, SyncPolicy.DATA)) {
        assertThat(spares()).as("of the life before").isZero();
        for (int i = 0; i < STEPS; i++) {
          step(one, models, random);
        }
        for (Model each : models) {
          assertThat(load(one, each)).isEqualTo(each.bytes);
        }
      }
    }
  }

  private void step(TestResource one, List<Model> models, SeededRandom random)
      throws IOException, RefusedException {
    if (models.size() < 3 || (models.size() < 8 && random.chance(0.3))) {
      models.add(new Model(one.allocate(HARD, LARGEST, 3600)));
      return;
    }
    Model model = random.pick(models);
    switch (random.nextInt(7)) {
      case 0, 1 -> delete(one, models, model, random);
      case 2 -> breakOff(one, model, random);
      case 3 -> overtake(one, model, random);
      case 4 -> cut(one, model, random);
      default -> {
        int offset = random.chance(0.6) ? model.bytes.length : random.between(0, LARGEST - 1);
        byte[] bytes = random.bytes(random.between(0, LARGEST - offset));
        if (bytes.length > 0) {
          one.write(model.keys, offset, ByteBuffer.wrap(bytes));
          model.write(offset, bytes);
        }
      }
    }
    if (models.contains(model)) {
      assertThat(load(one, model)).isEqualTo(model.bytes);
    }
  }

  private void delete(TestResource one, List<Model> models, Model model, SeededRandom random)
      throws IOException {
    assertThat(load(one, model)).isEqualTo(model.bytes);
    one.delete(model.keys);
    models.remove(model);
    if (random.chance(0.8)) {
      soon().until(() -> one.resource.usage().total() <= (long) models.size() * LARGEST);
    }
  }

  private static Incoming begin(TestResource one, Model model, int offset, int length) {
    return get(
        one.resource
            .data()
            .beginWrite(one.find(model.keys.write(), CapabilityKind.WRITE), offset, length));
  }

  /** An upload behind what counts that does not come to its end. */
  private static void breakOff(TestResource one, Model model, SeededRandom random)
      throws IOException, RefusedException {
    int offset = random.between(model.bytes.length, LARGEST);
    if (offset < LARGEST) {
      int length = random.between(1, LARGEST - offset);
      Incoming incoming = begin(one, model, offset, length);
      incoming.write(ByteBuffer.wrap(random.bytes(random.between(0, length - 1))));
      incoming.abort();
      soon().until(() -> one.resource.inUse() == 0);
    }
  }

  /** What lies behind an upload counts before it does. */
  private static void overtake(TestResource one, Model model, SeededRandom random)
      throws IOException, RefusedException {
    int start = model.bytes.length;
    if (LARGEST - start < 10) {
      return;
    }
    int border = random.between(start + 2, LARGEST - 2);
    byte[] first = random.bytes(border - start);
    int part = random.between(0, first.length - 1);
    Incoming incoming = begin(one, model, start, first.length);
    incoming.write(ByteBuffer.wrap(first, 0, part));
    byte[] behind = random.bytes(random.between(1, LARGEST - border));
    one.write(model.keys, border, ByteBuffer.wrap(behind));
    model.write(border, behind);
    byte[] seen = load(one, model);
    for (int i = start; i < border; i++) {
      assertThat(seen[i]).as("byte %s", i).isIn((byte) 0, first[i - start]);
    }
    if (random.chance(0.5)) {
      incoming.write(ByteBuffer.wrap(first, part, first.length - part));
      get(incoming.commit());
      model.write(start, first);
    } else {
      incoming.abort();
    }
    soon().until(() -> one.resource.inUse() == 0);
  }

  private static void cut(TestResource one, Model model, SeededRandom random) {
    int size = random.between(1, LARGEST);
    try (AllocationHandle handle = one.manage(model.keys)) {
      get(one.resource.leases().truncate(handle, size, new CompletableFuture<>()));
    }
    get(one.change(model.keys, LARGEST, 3600, HARD));
    model.bytes = Arrays.copyOf(model.bytes, Math.min(size, model.bytes.length));
    soon().until(() -> one.resource.inUse() == 0);
  }

  private static byte[] load(TestResource one, Model model) throws IOException {
    int size = (int) one.probe(model.keys).size();
    assertThat(size).isEqualTo(model.bytes.length);
    ByteBuffer bytes = ByteBuffer.allocate(size);
    try (Reading reading =
        get(
            one.resource
                .data()
                .openForRead(one.find(model.keys.read(), CapabilityKind.READ), 0, size))) {
      while (bytes.hasRemaining()) {
        assertThat(reading.channel().read(bytes, bytes.position())).isPositive();
      }
    }
    return bytes.array();
  }

  private IssuedKeys stored(TestResource one, SeededRandom random, int length) {
    IssuedKeys keys = one.allocate(HARD, length, 3600);
    one.write(keys, 0, ByteBuffer.wrap(random.bytes(length)));
    return keys;
  }

  @SeededTest(cases = 1)
  void aFileThatIsGoneServesAgainAndReadsAsANewOne(SeededRandom random) throws IOException {
    try (TestResource one = open(NO_TRASH, SyncPolicy.DATA)) {
      one.delete(stored(one, random, LARGEST));
      soon().untilAsserted(() -> assertThat(spares()).isEqualTo(1));
      Model model = new Model(one.allocate(HARD, LARGEST, 3600));
      byte[] begin = random.bytes(1000);
      one.write(model.keys, 0, ByteBuffer.wrap(begin));
      model.write(0, begin);
      assertThat(spares()).isZero();
      assertThat(load(one, model)).isEqualTo(model.bytes);
      byte[] behind = random.bytes(10);
      one.write(model.keys, LARGEST - 10, ByteBuffer.wrap(behind));
      model.write(LARGEST - 10, behind);
      assertThat(load(one, model)).isEqualTo(model.bytes);
    }
  }

  @SeededTest(cases = 1)
  void whatSendfileSentIsNotKept(SeededRandom random) throws IOException {
    try (TestResource one = open(NO_TRASH, SyncPolicy.DATA)) {
      IssuedKeys sent = stored(one, random, LEAST);
      try (Reading reading =
          get(
              one.resource
                  .data()
                  .openForRead(one.find(sent.read(), CapabilityKind.READ), 0, LEAST))) {
        reading.lend();
      }
      IssuedKeys copied = stored(one, random, LEAST);
      assertThat(one.load(copied.read(), 0, LEAST)).hasSize(LEAST);
      one.delete(sent);
      one.delete(copied);
      soon().untilAsserted(() -> assertThat(spares()).isEqualTo(1));
      soon().untilAsserted(() -> assertThat(dataFiles()).isZero());
    }
  }

  @SeededTest(cases = 1)
  void whatIsBeingReadWhenItIsDeletedIsNotKept(SeededRandom random) throws IOException {
    try (TestResource one = open(NO_TRASH, SyncPolicy.DATA)) {
      IssuedKeys keys = stored(one, random, LEAST);
      try (Reading reading =
          get(
              one.resource
                  .data()
                  .openForRead(one.find(keys.read(), CapabilityKind.READ), 0, LEAST))) {
        one.delete(keys);
        soon().untilAsserted(() -> assertThat(dataFiles()).isZero());
        assertThat(reading.channel().size()).isEqualTo(LEAST);
      }
      assertThat(spares()).isZero();
    }
  }

  private long dataFiles() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("data"))) {
      return all.filter(Files::isRegularFile).count();
    } catch (UncheckedIOException e) {
      return Long.MAX_VALUE; // A folder that changes under the look.
    }
  }

  @SeededTest(cases = 1)
  void whatIsInTheTrashIsNotKept(SeededRandom random) throws IOException {
    try (TestResource one = open(LeaseTerms.DEFAULT, SyncPolicy.DATA)) {
      one.delete(stored(one, random, LEAST));
      one.advance(10);
      assertThat(spares()).isZero();
      get(one.resource.trash().emptyNow());
      soon().untilAsserted(() -> assertThat(spares()).isEqualTo(1));
    }
  }

  @Test
  void noMoreIsKeptThanAPartOfTheSize() throws IOException {
    SeededRandom random = new SeededRandom(7);
    try (TestResource one = open(NO_TRASH, SyncPolicy.DATA)) {
      List<IssuedKeys> all = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        all.add(stored(one, random, LARGEST));
      }
      all.forEach(one::delete);
      soon().untilAsserted(() -> assertThat(dataFiles()).isZero());
      assertThat(spares()).isEqualTo(SIZE / 8 / LARGEST);
    }
    assertThat(spares()).as("when it is closed").isZero();
  }
}
