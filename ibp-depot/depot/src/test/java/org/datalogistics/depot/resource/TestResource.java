package org.datalogistics.depot.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.data.Incoming;
import org.datalogistics.depot.data.Reading;
import org.datalogistics.depot.disk.DiskThreads;
import org.datalogistics.depot.disk.FileLayer;
import org.datalogistics.depot.disk.SyncPolicy;
import org.datalogistics.depot.integrity.IntegrityConfig;
import org.datalogistics.depot.lease.LeaseTerms;
import org.datalogistics.depot.lease.SpaceLimits;
import org.datalogistics.depot.lease.TimeSource;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.testkit.ManualClock;

/** A resource without a network, whose time stands still until a test moves it. */
final class TestResource implements AutoCloseable {
  static final AccessKey ANY_KEY = new AccessKey("1#unused", "1");

  final ManualClock clock = new ManualClock();
  final Resource resource;
  private final DiskThreads disk = DiskThreads.start("test-disk", 2, 1000);

  TestResource(Path folder, long size, LeaseTerms terms) throws IOException {
    this(config(folder, size, terms, SyncPolicy.NONE), FileLayer.PLAIN);
  }

  TestResource(ResourceConfig config, FileLayer layer) throws IOException {
    this.resource =
        Resource.open(config, TimeSource.trusting(clock), new SecureRandom(), disk, layer);
  }

  TestResource(Path folder, long size) throws IOException {
    this(folder, size, LeaseTerms.DEFAULT);
  }

  static ResourceConfig config(Path folder, long size, LeaseTerms terms) {
    return config(folder, size, terms, SyncPolicy.NONE);
  }

  static ResourceConfig config(Path folder, long size, LeaseTerms terms, SyncPolicy fsync) {
    return new ResourceConfig(
        "1",
        folder,
        new SpaceLimits(size, SpaceLimits.AUTO, SpaceLimits.AUTO, 0),
        terms,
        IntegrityConfig.DEFAULT,
        fsync,
        Optional.empty());
  }

  IssuedKeys allocate(Reliability reliability, long size, long seconds) {
    return get(resource.allocate(request(reliability, size, seconds)));
  }

  static IbpCommand.Allocate request(Reliability reliability, long size, long seconds) {
    return new IbpCommand.Allocate("1", reliability, AllocationType.BYTEARRAY, seconds, size, 0);
  }

  AllocationHandle find(String key, CapabilityKind kind) {
    return get(resource.find(key, EnumSet.of(kind)));
  }

  AllocationHandle manage(IssuedKeys keys) {
    return find(keys.manage(), CapabilityKind.MANAGE);
  }

  boolean isThere(IssuedKeys keys) {
    try {
      resource.find(keys.manage(), EnumSet.of(CapabilityKind.MANAGE)).join().close();
      return true;
    } catch (java.util.concurrent.CompletionException e) {
      assertThat(e).hasCauseInstanceOf(RefusedException.class);
      return false;
    }
  }

  AllocationStatus probe(IssuedKeys keys) {
    Set<CapabilityKind> any = EnumSet.allOf(CapabilityKind.class);
    try (AllocationHandle handle = get(resource.find(keys.manage(), any))) {
      return resource.probe(handle);
    }
  }

  /** DECR of the read count. */
  void delete(IssuedKeys keys) {
    try (AllocationHandle handle = manage(keys)) {
      get(
          resource
              .leases()
              .changeCount(
                  handle, new IbpCommand.ChangeCount(ANY_KEY, CapabilityKind.READ, false, 0)));
    }
  }

  CompletableFuture<Void> change(IssuedKeys keys, long size, long seconds, Reliability next) {
    try (AllocationHandle handle = manage(keys)) {
      CompletableFuture<Void> changed =
          resource.leases().change(handle, new IbpCommand.Change(ANY_KEY, size, seconds, next, 0));
      changed.exceptionally(failure -> null).join();
      return changed;
    }
  }

  void store(IssuedKeys keys, String text) {
    ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
    AllocationHandle handle = find(keys.write(), CapabilityKind.WRITE);
    put(get(resource.data().beginStore(handle, bytes.remaining())), bytes);
  }

  void write(IssuedKeys keys, long offset, ByteBuffer bytes) {
    AllocationHandle handle = find(keys.write(), CapabilityKind.WRITE);
    put(get(resource.data().beginWrite(handle, offset, bytes.remaining())), bytes);
  }

  private static void put(Incoming incoming, ByteBuffer bytes) {
    CompletableFuture<Long> stored = new CompletableFuture<>();
    incoming
        .disk()
        .execute(
            () -> {
              try {
                incoming.write(bytes);
                stored.complete(incoming.commit().join());
              } catch (IOException | RefusedException | RuntimeException e) {
                incoming.abort();
                stored.completeExceptionally(e);
              }
            });
    get(stored);
  }

  String load(String readKey, long offset, int length) throws IOException {
    AllocationHandle handle = find(readKey, CapabilityKind.READ);
    try (Reading reading = get(resource.data().openForRead(handle, offset, length))) {
      ByteBuffer bytes = ByteBuffer.allocate(length);
      long from = reading.ranges().get(0).offset();
      while (bytes.hasRemaining()) {
        reading.channel().read(bytes, from + bytes.position());
      }
      return new String(bytes.array(), StandardCharsets.US_ASCII);
    }
  }

  void advance(long seconds) {
    clock.advance(Duration.ofSeconds(seconds));
  }

  static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(20, TimeUnit.SECONDS).join();
  }

  static void assertRefused(IbpError error, CompletableFuture<?> future) {
    assertThatThrownBy(() -> get(future))
        .cause()
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }

  @Override
  public void close() throws IOException {
    // The scrubber uses an allocation now and then.
    await().untilAsserted(() -> assertThat(resource.inUse()).isZero());
    resource.close();
    disk.shutdown();
  }
}
