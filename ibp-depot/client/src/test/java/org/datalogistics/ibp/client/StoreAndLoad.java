package org.datalogistics.ibp.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.ChecksumType;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.Reliability;

/** Leases space on a depot, stores a text there, reads it back and ends the lease. */
final class StoreAndLoad {
  private StoreAndLoad() {}

  static CompletableFuture<String> roundTrip(IbpClient client, DepotAddress depot, String text) {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    int length = bytes.remaining();
    ByteBuffer target = ByteBuffer.allocate(length);
    // Each operation within half a minute, with a digest behind every 64 KiB on the way.
    DepotOperations depots =
        client
            .within(Duration.ofSeconds(30))
            .checksummed(new BlockChecksum(ChecksumType.SHA256, 64 << 10));
    return depots
        .allocate(depot, oneHour(length))
        .thenCompose(
            caps ->
                depots
                    .store(caps.write(), Payload.of(bytes))
                    .thenCompose(stored -> depots.load(caps.read(), 0, length, LoadSink.to(target)))
                    .whenComplete((loaded, failure) -> end(depots, caps)))
        .thenApply(loaded -> new String(target.array(), StandardCharsets.UTF_8));
  }

  private static IbpCommand.Allocate oneHour(long size) {
    return new IbpCommand.Allocate(
        IbpCommand.ANY_RID, Reliability.HARD, AllocationType.BYTEARRAY, 3600, size, 0);
  }

  private static void end(DepotOperations depots, CapabilitySet caps) {
    // Without its last read reference the allocation is deleted; else it ends with its lease.
    depots.decrement(caps.manage(), CapabilityKind.READ);
  }
}
