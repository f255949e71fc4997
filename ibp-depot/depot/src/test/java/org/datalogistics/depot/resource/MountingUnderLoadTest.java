package org.datalogistics.depot.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.disk.DiskThreads;
import org.datalogistics.depot.disk.FileLayer;
import org.datalogistics.depot.disk.SyncPolicy;
import org.datalogistics.depot.integrity.IntegrityConfig;
import org.datalogistics.depot.lease.LeaseTerms;
import org.datalogistics.depot.lease.SpaceLimits;
import org.datalogistics.depot.lease.TimeSource;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.Reliability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A resource that is taken out and brought back while others use it: refusals, nothing worse. */
class MountingUnderLoadTest {
  private static final int ROUNDS = 8;
  private static final Set<IbpError> GONE = EnumSet.of(IbpError.RSRC_UNAVAIL, IbpError.INVALID_RID);

  @TempDir Path folder;

  @Test
  void whoUsesAResourceThatComesAndGoesHearsRefusalsOnly()
      throws IOException, InterruptedException, RefusedException {
    DiskThreads disk = DiskThreads.start("test-disk", 2, 1000);
    ResourceConfig config =
        new ResourceConfig(
            "1",
            folder,
            SpaceLimits.of(1 << 20, SpaceLimits.AUTO),
            LeaseTerms.DEFAULT,
            IntegrityConfig.DEFAULT,
            SyncPolicy.NONE,
            Optional.empty());
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong found = new AtomicLong();
    try (Resources resources =
        Resources.open(
            List.of(config),
            each ->
                Resource.open(
                    each,
                    TimeSource.trusting(InstantSource.system()),
                    new SecureRandom(),
                    disk,
                    FileLayer.PLAIN),
            System::nanoTime)) {
      Thread user = new Thread(() -> use(resources, over, found, failure));
      user.start();
      for (int i = 0; i < ROUNDS; i++) {
        long before = found.get();
        await().until(() -> found.get() > before + 20 || failure.get() != null);
        resources.unmount("1", Duration.ofSeconds(30)).join();
        resources.mount("1", false);
        await().until(() -> resources.all().size() == 1);
      }
      over.set(true);
      user.join();
      assertThat(failure.get()).isNull();
      assertThat(resources.byId("1").usage().allocations()).isPositive();
    } finally {
      disk.shutdown();
    }
  }

  private static void use(
      Resources resources,
      AtomicBoolean over,
      AtomicLong found,
      AtomicReference<Throwable> failure) {
    IssuedKeys keys = null;
    while (!over.get()) {
      try {
        if (keys == null) {
          keys =
              resources
                  .allocate(
                      new IbpCommand.Allocate(
                          "1", Reliability.HARD, AllocationType.BYTEARRAY, 3600, 1, 0))
                  .join()
                  .keys();
        }
        try (AllocationHandle handle =
            resources.byId("1").find(keys.read(), EnumSet.of(CapabilityKind.READ)).join()) {
          if (handle.allocation().committed().isLive() && found.incrementAndGet() % 10 == 0) {
            keys = null;
          }
        }
      } catch (RefusedException e) {
        Thread.onSpinWait(); // It is out at the moment.
      } catch (CompletionException e) {
        if (!(e.getCause() instanceof RefusedException refused)
            || !GONE.contains(refused.error())) {
          failure.compareAndSet(null, e);
          return;
        }
      }
    }
  }
}
