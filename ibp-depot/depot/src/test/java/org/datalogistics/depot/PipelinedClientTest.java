package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.ChecksumType;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.ibp.client.IbpClientConfig;
import org.datalogistics.ibp.client.LoadSink;
import org.datalogistics.ibp.client.Payload;
import org.datalogistics.testkit.Direction;
import org.datalogistics.testkit.Ending;
import org.datalogistics.testkit.FaultProxy;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededRandomExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Many commands of one client in flight on few connections, small transfers among them. */
@ExtendWith(SeededRandomExtension.class)
class PipelinedClientTest {
  private static final BlockChecksum SHA1 = new BlockChecksum(ChecksumType.SHA1, 4096);

  @TempDir Path folder;

  private static IbpClient client() {
    return new IbpClient(
        IbpClientConfig.builder().connectionsPerDepot(3).pipelineDepth(16).build());
  }

  private static DepotAddress at(int port) {
    return new DepotAddress("127.0.0.1", port);
  }

  private static CompletableFuture<CapabilitySet> allocate(
      DepotOperations depots, DepotAddress depot) {
    var command =
        new IbpCommand.Allocate("0", Reliability.HARD, AllocationType.BYTEARRAY, 3600, 1 << 18, 0);
    return depots.allocate(depot, command);
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(60, TimeUnit.SECONDS);
  }

  /** Waits for the end, whatever it is; whether it was success. */
  private static boolean succeeded(CompletableFuture<?> future) throws Exception {
    return get(future.handle((value, failure) -> failure == null));
  }

  @Test
  void everyAnswerReachesItsOwnCaller(SeededRandom random) throws Exception {
    try (TestDepot depot = TestDepot.start(folder);
        IbpClient client = client()) {
      List<CompletableFuture<byte[]>> loads = new ArrayList<>();
      List<byte[]> contents = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        byte[] data = random.bytes(random.chance(0.1) ? 200_000 : random.between(0, 8000));
        contents.add(data);
        DepotOperations depots = random.chance(0.3) ? client.checksummed(SHA1) : client;
        loads.add(
            allocate(depots, at(depot.port())).thenCompose(caps -> roundTrip(depots, caps, data)));
      }
      for (int i = 0; i < loads.size(); i++) {
        assertThat(get(loads.get(i))).isEqualTo(contents.get(i));
      }
    }
  }

  private static CompletableFuture<byte[]> roundTrip(
      DepotOperations depots, CapabilitySet caps, byte[] data) {
    ByteBuffer target = ByteBuffer.allocate(data.length);
    return depots
        .store(caps.write(), Payload.of(ByteBuffer.wrap(data)))
        .thenCompose(stored -> depots.load(caps.read(), 0, data.length, LoadSink.to(target)))
        .thenApply(loaded -> target.array());
  }

  @Test
  void whenConnectionsBreakNothingIsStoredTwiceAndNothingToldIsLost(SeededRandom random)
      throws Exception {
    try (TestDepot depot = TestDepot.start(folder);
        FaultProxy proxy = FaultProxy.to(depot.port());
        IbpClient direct = client();
        IbpClient client = client()) {
      List<CapabilitySet> made = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        made.add(get(allocate(direct, at(depot.port()))));
      }
      for (int i = 0; i < 3; i++) { // Now the depot is known to take many commands on one.
        get(client.probe(through(proxy, made.get(0).manage())));
      }
      // Each connection ends somewhere in its answers, of 9 bytes or so for each store.
      proxy.cutAfter(Direction.TO_CLIENT, random.between(60, 160), Ending.RESET);
      byte[] data = random.bytes(1000);
      List<CompletableFuture<Long>> stores = new ArrayList<>();
      for (CapabilitySet caps : made) {
        Capability write = through(proxy, caps.write());
        stores.add(client.store(write, Payload.of(ByteBuffer.wrap(data))));
      }
      int done = 0;
      for (int i = 0; i < made.size(); i++) {
        boolean told = succeeded(stores.get(i));
        long size = get(direct.probe(made.get(i).manage())).size();
        assertThat(size).isIn(told ? List.of(1000L) : List.of(0L, 1000L));
        done += told ? 1 : 0;
      }
      assertThat(done).isBetween(10, 199);
    }
  }

  @Test
  void damageOnTheWayIsNeverTakenForData(SeededRandom random) throws Exception {
    try (TestDepot depot = TestDepot.start(folder);
        FaultProxy proxy = FaultProxy.to(depot.port());
        IbpClient client = client()) {
      CapabilitySet caps = get(allocate(client, at(depot.port())));
      byte[] data = random.bytes(200_000);
      get(client.store(caps.write(), Payload.of(ByteBuffer.wrap(data))));
      proxy.corruptEvery(Direction.TO_CLIENT, 90_001);
      Capability read = through(proxy, caps.read());
      int failed = 0;
      for (int i = 0; i < 40; i++) {
        int offset = random.between(0, 100_000);
        int length = random.chance(0.5) ? 100_000 : random.between(1, 10_000);
        ByteBuffer target = ByteBuffer.allocate(length);
        LoadSink sink = LoadSink.to(target);
        if (succeeded(client.checksummed(SHA1).load(read, offset, length, sink))) {
          byte[] part = Arrays.copyOfRange(data, offset, offset + target.position());
          assertThat(Arrays.copyOf(target.array(), target.position())).isEqualTo(part);
        } else {
          failed++;
        }
      }
      assertThat(failed).isPositive();
    }
  }

  private static Capability through(FaultProxy proxy, Capability capability) {
    AccessKey key = capability.key();
    CapabilityKind kind = capability.kind();
    return new Capability(at(proxy.port()), key, kind);
  }
}
