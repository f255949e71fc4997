package org.datalogistics.depot.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.resource.TestResource.assertRefused;
import static org.datalogistics.depot.resource.TestResource.request;
import static org.datalogistics.ibp.Reliability.HARD;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.disk.FaultyLayer;
import org.datalogistics.depot.disk.FileLayer;
import org.datalogistics.depot.disk.SyncPolicy;
import org.datalogistics.depot.integrity.IntegrityConfig;
import org.datalogistics.depot.lease.LeaseTerms;
import org.datalogistics.depot.lease.SpaceLimits;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fails takes its resource offline; a full one does not. */
class FailingDiskTest {
  private static final String BROKEN = "Input/output error";
  private static final String FULL = "No space left on device";

  @TempDir Path folder;

  private static boolean isDataFile(Path file) {
    return file.toString().contains("data") && !file.toString().endsWith(".sums");
  }

  private static ResourceConfig config(Path folder, long floor) {
    return new ResourceConfig(
        "1",
        folder,
        new SpaceLimits(1000, SpaceLimits.AUTO, SpaceLimits.AUTO, floor),
        LeaseTerms.DEFAULT,
        IntegrityConfig.DEFAULT,
        SyncPolicy.NONE,
        Optional.empty());
  }

  private static void storeAndFail(TestResource one, IssuedKeys keys, String why) {
    assertThatThrownBy(() -> one.store(keys, "hello")).hasStackTraceContaining(why);
  }

  @Test
  void severalFailedWritesTakeTheResourceOfflineAndLoseNothingThatWasAcknowledged()
      throws IOException {
    FaultyLayer layer = new FaultyLayer(FailingDiskTest::isDataFile);
    IssuedKeys keys;
    try (TestResource one = new TestResource(config(folder, 0), layer)) {
      keys = one.allocate(HARD, 100, 1000);
      one.store(keys, "hello");
      layer.failWrites(BROKEN, 0);
      for (int i = 0; i < DiskHealth.LIMIT; i++) {
        assertThat(one.resource.state()).isEqualTo(ResourceState.READ_WRITE);
        storeAndFail(one, keys, BROKEN);
      }
      assertThat(one.resource.state()).isEqualTo(ResourceState.OFFLINE);
      assertThat(one.resource.fault().orElseThrow()).contains(BROKEN);
      assertRefused(IbpError.RSRC_UNAVAIL, one.resource.allocate(request(HARD, 1, 1)));
      assertRefused(
          IbpError.RSRC_UNAVAIL, one.resource.find(keys.read(), EnumSet.of(CapabilityKind.READ)));
      await().until(() -> one.resource.inUse() == 0);
    }
    try (TestResource one = new TestResource(folder, 1000)) {
      assertThat(one.load(keys.read(), 0, 5)).isEqualTo("hello");
      assertThat(one.probe(keys).size()).isEqualTo(5);
    }
  }

  @Test
  void aFullDiskRefusesWritesAndGoesOn() throws IOException {
    FaultyLayer layer = new FaultyLayer(FailingDiskTest::isDataFile);
    try (TestResource one = new TestResource(config(folder, 0), layer)) {
      IssuedKeys keys = one.allocate(HARD, 100, 1000);
      layer.failWrites(FULL, 0);
      for (int i = 0; i < 3 * DiskHealth.LIMIT; i++) {
        storeAndFail(one, keys, FULL);
      }
      assertThat(one.resource.state()).isEqualTo(ResourceState.READ_WRITE);
      layer.failWrites(null, 0);
      one.store(keys, "hello");
      assertThat(one.load(keys.read(), 0, 5)).isEqualTo("hello");
      await().until(() -> one.resource.inUse() == 0);
    }
  }

  @Test
  void metadataThatCanNotBeWrittenTakesTheResourceOffline() throws IOException {
    FaultyLayer layer = FaultyLayer.ofJournal();
    try (TestResource one = new TestResource(config(folder, 0), layer)) {
      layer.failWrites(BROKEN, 0);
      for (int i = 0; i < DiskHealth.LIMIT; i++) {
        assertRefused(IbpError.INTERNAL, one.resource.allocate(request(HARD, 1, 100)));
      }
      assertRefused(IbpError.RSRC_UNAVAIL, one.resource.allocate(request(HARD, 1, 100)));
      assertThat(one.resource.fault()).isPresent();
      layer.failWrites(null, 0);
    }
  }

  @Test
  void belowTheFloorNothingIsLeasedNorUploadedAndTheTrashIsEmptied() throws IOException {
    AtomicLong usable = new AtomicLong(1_000_000);
    FileLayer layer =
        new FileLayer() {
          @Override
          public long usableSpace(Path anywhere) {
            return usable.get();
          }

          @Override
          public FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
            return FileLayer.PLAIN.open(file, options);
          }
        };
    try (TestResource one = new TestResource(config(folder, 1000), layer)) {
      IssuedKeys keys = one.allocate(HARD, 100, 1000);
      one.store(keys, "hello");
      one.delete(one.allocate(HARD, 100, 1000));
      usable.set(999);
      await().until(() -> one.resource.usage().trashed() == 0);
      assertRefused(IbpError.WOULD_EXCEED_LIMIT, one.resource.allocate(request(HARD, 1, 1)));
      assertRefused(
          IbpError.WOULD_EXCEED_LIMIT,
          one.resource.find(keys.write(), EnumSet.of(CapabilityKind.WRITE)));
      assertThat(one.resource.status().allocable()).isZero();
      assertThat(one.load(keys.read(), 0, 5)).isEqualTo("hello");
      usable.set(1001);
      await().until(() -> one.resource.status().allocable() == 1);
      one.store(keys, " world");
    }
  }

  /** A refused upload that is seen all the same must be seen as it was sent. */
  @Test
  void bytesThatCountThoughTheMetadataCouldNotBeForcedAreThoseThatCame() throws IOException {
    FaultyLayer layer = FaultyLayer.ofJournal();
    ResourceConfig config =
        TestResource.config(folder, 1000, LeaseTerms.DEFAULT, SyncPolicy.METADATA);
    try (TestResource one = new TestResource(config, layer)) {
      IssuedKeys keys = one.allocate(HARD, 100, 1000);
      one.store(keys, "hello");
      layer.failForces(BROKEN);
      assertThatThrownBy(() -> one.store(keys, " world"))
          .hasCauseInstanceOf(RefusedException.class);
      layer.failForces(null);
      await().until(() -> one.resource.inUse() == 0);
      int size = (int) one.probe(keys).size();
      assertThat(one.load(keys.read(), 0, size)).isEqualTo("hello world".substring(0, size));
      assertThat(size).isIn(5, 11);
    }
  }
}
