package org.datalogistics.depot.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datalogistics.depot.resource.TestResource.assertRefused;
import static org.datalogistics.depot.resource.TestResource.get;
import static org.datalogistics.depot.resource.TestResource.request;
import static org.datalogistics.ibp.CapabilityKind.MANAGE;
import static org.datalogistics.ibp.CapabilityKind.READ;
import static org.datalogistics.ibp.CapabilityKind.WRITE;
import static org.datalogistics.ibp.Reliability.HARD;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a resource serves in its states, and with its access bits (IBP spec 10). */
class StateTest {
  @TempDir Path folder;

  private static CompletableFuture<AllocationHandle> find(
      TestResource one, String key, CapabilityKind kind) {
    return one.resource.find(key, EnumSet.of(kind));
  }

  @Test
  void aDrainingResourceServesItsLeasesToTheirEndsAndGrantsNothing() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      IssuedKeys keys = one.allocate(HARD, 100, 100);
      one.resource.setState(ResourceState.DRAINING);
      one.store(keys, "hello");
      assertThat(one.load(keys.read(), 0, 5)).isEqualTo("hello");
      assertRefused(IbpError.RSRC_UNAVAIL, one.resource.allocate(request(HARD, 1, 1)));
      assertRefused(IbpError.RSRC_UNAVAIL, one.change(keys, 101, -1, HARD));
      assertRefused(IbpError.RSRC_UNAVAIL, one.change(keys, 100, 101, HARD));
      get(one.change(keys, 50, 60, HARD));
      assertThat(one.resource.status().allocable()).isZero();
      assertThat(one.resource.status().used()).isEqualTo(50);
      one.delete(keys);
    }
  }

  @Test
  void aReadOnlyResourceTakesNoBytesButRenews() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      IssuedKeys keys = one.allocate(HARD, 100, 100);
      one.store(keys, "hello");
      one.resource.setState(ResourceState.READ_ONLY);
      assertThat(one.load(keys.read(), 0, 5)).isEqualTo("hello");
      assertRefused(IbpError.FILE_WRITE, find(one, keys.write(), WRITE));
      assertRefused(IbpError.RSRC_UNAVAIL, one.resource.allocate(request(HARD, 1, 1)));
      get(one.change(keys, 100, 500, HARD));
      assertThat(one.probe(keys).secondsLeft()).isEqualTo(500);
    }
  }

  @Test
  void anOfflineResourceServesNothing() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      IssuedKeys keys = one.allocate(HARD, 100, 100);
      one.resource.setState(ResourceState.OFFLINE);
      assertRefused(IbpError.RSRC_UNAVAIL, find(one, keys.read(), READ));
      assertRefused(IbpError.RSRC_UNAVAIL, find(one, keys.write(), WRITE));
      assertRefused(IbpError.RSRC_UNAVAIL, find(one, keys.manage(), MANAGE));
      one.resource.setState(ResourceState.READ_WRITE);
      assertThat(one.isThere(keys)).isTrue();
    }
  }

  @Test
  void withoutAnAccessBitItsKindOfCommandIsRefusedAndSpaceIsStillLeased() throws IOException {
    try (TestResource one = new TestResource(folder, 1000)) {
      IssuedKeys keys = one.allocate(HARD, 100, 100);
      one.resource.setAccess(AccessMode.ofBits(0));
      assertRefused(IbpError.FILE_READ, find(one, keys.read(), READ));
      assertRefused(IbpError.FILE_WRITE, find(one, keys.write(), WRITE));
      assertRefused(IbpError.FILE_ACCESS, find(one, keys.manage(), MANAGE));
      get(one.resource.allocate(request(HARD, 1, 1)));
      one.resource.setAccess(AccessMode.ALL);
      assertThat(one.isThere(keys)).isTrue();
    }
  }
}
