package org.datalogistics.depot.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.resource.TestResource.assertRefused;
import static org.datalogistics.depot.resource.TestResource.get;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several resources: some come, go and fail while the others serve. */
class ResourcesTest {
  @TempDir Path folder;
  private final DiskThreads disk = DiskThreads.start("test-disk", 2, 1000);
  private final AtomicLong nanos = new AtomicLong();

  @AfterEach
  void stopThreads() {
    disk.shutdown();
  }

  private ResourceConfig config(String id, String path, long size) {
    return new ResourceConfig(
        id,
        folder.resolve(path),
        new SpaceLimits(size, SpaceLimits.AUTO, SpaceLimits.AUTO, 0),
        LeaseTerms.DEFAULT,
        IntegrityConfig.DEFAULT,
        SyncPolicy.NONE,
        java.util.Optional.empty());
  }

  private Resources open(ResourceConfig... configs) throws IOException {
    return Resources.open(
        List.of(configs),
        each ->
            Resource.open(
                each,
                TimeSource.trusting(InstantSource.system()),
                new SecureRandom(),
                disk,
                FileLayer.PLAIN),
        nanos::get);
  }

  private static IbpCommand.Allocate request(String rid, long size) {
    return new IbpCommand.Allocate(rid, Reliability.HARD, AllocationType.BYTEARRAY, 3600, size, 0);
  }

  private static boolean opens(Resource resource, IssuedKeys keys) {
    try (AllocationHandle handle =
        get(resource.find(keys.read(), EnumSet.of(CapabilityKind.READ)))) {
      return handle.alias() == null;
    }
  }

  private static ResourceReport report(Resources resources, String id) {
    return resources.reports().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anyResourceIsOneAfterTheOtherPassingOverThoseThatAreFullOrLeaseNothing() throws IOException {
    try (Resources resources =
        open(config("1", "a", 100), config("2", "b", 100), config("3", "c", 100))) {
      resources.byId("3").setState(ResourceState.READ_ONLY);
      List<String> placed = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        placed.add(get(resources.allocate(request("0", 40))).resource().id());
      }
      assertThat(placed).containsExactlyInAnyOrder("1", "2", "1", "2");
      assertRefused(IbpError.WOULD_EXCEED_LIMIT, resources.allocate(request("0", 40)));
      get(resources.allocate(request("0", 20)));
      resources.byId("1").setState(ResourceState.OFFLINE);
      resources.byId("2").setState(ResourceState.DRAINING);
      assertRefused(IbpError.RSRC_UNAVAIL, resources.allocate(request("0", 1)));
    } catch (RefusedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void oneThatCanNotBeOpenedKeepsNoOtherFromServingAndIsTriedAgain() throws IOException {
    Files.writeString(folder.resolve("b"), "a file where a folder should be");
    try (Resources resources = open(config("1", "a", 100), config("2", "b", 100))) {
      get(resources.allocate(request("0", 40)));
      assertRefused(IbpError.RSRC_UNAVAIL, resources.allocate(request("2", 40)));
      assertThat(report(resources, "2").state()).isEqualTo(ResourceState.OFFLINE);
      assertThat(report(resources, "2").fault().orElseThrow()).contains("is a file");
      Files.delete(folder.resolve("b"));
      nanos.addAndGet(Slot.FIRST_DELAY.toNanos());
      await().until(() -> report(resources, "2").state() == ResourceState.READ_WRITE);
      get(resources.allocate(request("2", 40)));
    }
  }

  @Test
  void withoutAnyResourceThereIsNoDepot() throws IOException {
    Files.writeString(folder.resolve("b"), "a file where a folder should be");
    assertThatThrownBy(() -> open(config("2", "b", 100)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is a file");
  }

  @Test
  void unmountingTakesOutAndMountingBringsBackWithTheSameKeys()
      throws IOException, RefusedException {
    try (Resources resources = open(config("1", "a", 100), config("2", "b", 100))) {
      IssuedKeys keys = get(resources.allocate(request("2", 40))).keys();
      AllocationHandle used =
          get(resources.byId("2").find(keys.read(), EnumSet.of(CapabilityKind.READ)));
      var unmounted = resources.unmount("2", Duration.ofMinutes(1));
      assertThatThrownBy(() -> resources.byId("2"))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.error()).isEqualTo(IbpError.INVALID_RID));
      assertThat(resources.reports()).hasSize(1);
      assertThat(unmounted).as("a command uses it").isNotDone();
      used.close();
      get(unmounted);
      assertRefused(IbpError.INVALID_RID, resources.unmount("2", Duration.ofSeconds(1)));
      resources.mount("2", true);
      assertThatThrownBy(() -> resources.mount("2", true)).isInstanceOf(RefusedException.class);
      await().until(() -> resources.all().size() == 2);
      assertThat(opens(resources.byId("2"), keys)).isTrue();
      assertThatThrownBy(() -> resources.mount("7", true)).isInstanceOf(RefusedException.class);
    }
  }

  @Test
  void aFolderIsImportedAsTheResourceThatItIs() throws IOException, RefusedException {
    IssuedKeys keys;
    try (Resources there = open(config("7", "there", 100))) {
      keys = get(there.allocate(request("7", 40))).keys();
    }
    Files.move(folder.resolve("there"), folder.resolve("here"));
    assertThatThrownBy(() -> open(config("8", "here", 100)))
        .hasMessageContaining("is resource 7")
        .hasMessageContaining("id=7");
    try (Resources here = open(config("1", "a", 100), config("7", "here", 100))) {
      assertThat(opens(here.byId("7"), keys)).isTrue();
    }
  }

  @Test
  void aCopyOfAnOpenFolderIsNotOpened() throws IOException {
    open(config("1", "a", 100)).close();
    Files.createDirectories(folder.resolve("b"));
    String settings = Files.readString(folder.resolve("a/resource.properties"));
    Files.writeString(
        folder.resolve("b/resource.properties"), settings.replace("id=1\n", "id=2\n"));
    try (Resources resources = open(config("1", "a", 100), config("2", "b", 100))) {
      assertThat(report(resources, "2").fault().orElseThrow()).contains("copy");
      assertThat(resources.all()).hasSize(1);
    }
  }

  @Test
  void oneWhoseFolderVanishesGoesOfflineAndComesBackWithIt() throws IOException {
    try (Resources resources = open(config("1", "a", 100), config("2", "b", 100))) {
      IssuedKeys keys = get(resources.allocate(request("2", 40))).keys();
      Files.move(folder.resolve("b"), folder.resolve("gone"));
      await().until(() -> report(resources, "2").fault().isPresent());
      assertThat(report(resources, "2").state()).isEqualTo(ResourceState.OFFLINE);
      assertRefused(IbpError.RSRC_UNAVAIL, resources.allocate(request("2", 40)));
      get(resources.allocate(request("1", 40)));
      await().until(() -> resources.all().size() == 1);
      Files.move(folder.resolve("gone"), folder.resolve("b"));
      nanos.addAndGet(Slot.LONGEST_DELAY.toNanos());
      await().until(() -> report(resources, "2").fault().isEmpty());
      assertThat(opens(resources.byId("2"), keys)).isTrue();
    } catch (RefusedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void stateAndAccessOutliveARestart() throws IOException, RefusedException {
    try (Resources resources = open(config("1", "a", 100))) {
      resources.byId("1").setState(ResourceState.DRAINING);
      resources.byId("1").setAccess(AccessMode.ofBits(5));
    }
    try (Resources resources = open(config("1", "a", 100))) {
      assertThat(resources.byId("1").state()).isEqualTo(ResourceState.DRAINING);
      assertThat(resources.byId("1").access()).isEqualTo(new AccessMode(false, true, true));
    }
  }
}
