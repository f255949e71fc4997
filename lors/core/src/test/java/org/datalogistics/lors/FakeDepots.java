package org.datalogistics.lors;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.AdminPassword;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.CopyRoute;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.client.AdminOperations;
import org.datalogistics.ibp.client.AliasOperations;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.ibp.client.IntegrityOperations;
import org.datalogistics.ibp.client.LoadSink;
import org.datalogistics.ibp.client.Payload;
import org.datalogistics.ibp.client.SplitTerms;
import org.jspecify.annotations.Nullable;

/** Depots in memory that fail as a test wants. */
public final class FakeDepots implements DepotOperations, AutoCloseable {
  private static final LoadSink.Flow NO_FLOW =
      new LoadSink.Flow() {
        @Override
        public void pause() {}

        @Override
        public void resume() {}
      };

  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final AtomicInteger ids = new AtomicInteger();

  /** Stored bytes by capability key. */
  private final Map<String, byte[]> allocations = new ConcurrentHashMap<>();

  private final Map<String, DepotAddress> holders = new ConcurrentHashMap<>();
  private final Map<DepotAddress, AtomicInteger> requests = new ConcurrentHashMap<>();

  /** Depots that cannot be reached. */
  public final Set<DepotAddress> dead = ConcurrentHashMap.newKeySet();

  /** Depots that have no space. */
  public final Set<DepotAddress> full = ConcurrentHashMap.newKeySet();

  /** Depots that change a bit of what they give. */
  public final Set<DepotAddress> corrupt = ConcurrentHashMap.newKeySet();

  /** Depots that never answer a LOAD or STORE. */
  public final Set<DepotAddress> stalled = ConcurrentHashMap.newKeySet();

  /** Depots that lose each allocation in the middle of a STORE. */
  public volatile Predicate<DepotAddress> breaksStores = depot -> false;

  /** Depots that do not know PUSH. */
  public final Set<DepotAddress> noPush = ConcurrentHashMap.newKeySet();

  /** Depots that do not know SEND. */
  public final Set<DepotAddress> noSend = ConcurrentHashMap.newKeySet();

  /** Depots that reach no other depot. */
  public final Set<DepotAddress> apart = ConcurrentHashMap.newKeySet();

  /** Depots that copy half and say it was all. */
  public final Set<DepotAddress> cutsShort = ConcurrentHashMap.newKeySet();

  /** What depots were asked to copy: command, source, target. */
  public final List<String> copies = new CopyOnWriteArrayList<>();

  /** That many depots. */
  public static List<DepotAddress> addresses(int count) {
    return IntStream.range(0, count).mapToObj(i -> new DepotAddress("depot" + i, 6714)).toList();
  }

  /** Allocations that exist on all depots. */
  public int allocations() {
    return allocations.size();
  }

  /** What an allocation holds; null when there is none. */
  public byte @Nullable [] stored(Capability any) {
    return allocations.get(any.key().keyField());
  }

  /** Requests that a depot has seen. */
  public int requests(DepotAddress depot) {
    return requests.getOrDefault(depot, new AtomicInteger()).get();
  }

  /** Forgets every allocation of a depot. */
  public void wipe(DepotAddress depot) {
    allocations.keySet().removeIf(key -> depot.equals(holders.get(key)));
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  private <T> CompletableFuture<T> on(DepotAddress depot, Work<T> work) {
    requests.computeIfAbsent(depot, d -> new AtomicInteger()).incrementAndGet();
    CompletableFuture<T> future = new CompletableFuture<>();
    threads.execute(
        () -> {
          if (dead.contains(depot)) {
            future.completeExceptionally(new IbpException(IbpError.CANT_CONNECT, "to " + depot));
            return;
          }
          try {
            future.complete(work.run());
          } catch (IOException | RuntimeException e) {
            future.completeExceptionally(e);
          }
        });
    return future;
  }

  @Override
  public DepotOperations within(Duration limit) {
    return this;
  }

  @Override
  public DepotOperations checksummed(BlockChecksum network) {
    return this;
  }

  @Override
  public DepotOperations over(CopyRoute route) {
    return this;
  }

  @Override
  public AliasOperations aliases() {
    throw new UnsupportedOperationException();
  }

  @Override
  public IntegrityOperations integrity() {
    throw new UnsupportedOperationException();
  }

  @Override
  public AdminOperations admin(AdminPassword password) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<CapabilitySet> allocate(
      DepotAddress depot, IbpCommand.Allocate command) {
    return on(
        depot,
        () -> {
          if (full.contains(depot)) {
            throw new IbpException(IbpError.WOULD_EXCEED_LIMIT, "ALLOCATE on " + depot);
          }
          String key = "1#k" + ids.incrementAndGet();
          allocations.put(key, new byte[0]);
          holders.put(key, depot);
          AccessKey access = new AccessKey(key, "1");
          return new CapabilitySet(
              new Capability(depot, access, CapabilityKind.READ),
              new Capability(depot, access, CapabilityKind.WRITE),
              new Capability(depot, access, CapabilityKind.MANAGE));
        });
  }

  @Override
  public CompletableFuture<Long> store(Capability write, Payload payload) {
    if (stalled.contains(write.depot())) {
      return new CompletableFuture<>();
    }
    return on(
        write.depot(),
        () -> {
          if (breaksStores.test(write.depot())) {
            throw new IbpException(IbpError.SOCK_WRITE, "STORE on " + write.depot());
          }
          append(write, bytes(payload), "STORE on ");
          return payload.length();
        });
  }

  private void append(Capability write, byte[] bytes, String what) throws IbpException {
    byte[] longer =
        allocations.computeIfPresent(
            write.key().keyField(),
            (key, present) -> {
              byte[] both = Arrays.copyOf(present, present.length + bytes.length);
              System.arraycopy(bytes, 0, both, present.length, bytes.length);
              return both;
            });
    if (longer == null) {
      throw new IbpException(IbpError.CAP_NOT_FOUND, what + write.depot());
    }
  }

  private static byte[] bytes(Payload payload) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    if (payload instanceof Payload.Bytes memory) {
      for (ByteBuf buffer : memory.buffers()) {
        byte[] part = new byte[buffer.readableBytes()];
        buffer.getBytes(buffer.readerIndex(), part);
        all.write(part);
      }
    } else if (payload instanceof Payload.FileRange range) {
      ByteBuffer buffer = ByteBuffer.allocate((int) range.length());
      while (buffer.hasRemaining()
          && range.file().read(buffer, range.position() + buffer.position()) > 0) {
        // until full
      }
      all.write(buffer.array());
    }
    return all.toByteArray();
  }

  @Override
  public CompletableFuture<Long> load(Capability read, long offset, long length, LoadSink sink) {
    if (stalled.contains(read.depot())) {
      requests.computeIfAbsent(read.depot(), d -> new AtomicInteger()).incrementAndGet();
      return new CompletableFuture<>();
    }
    return on(
        read.depot(),
        () -> {
          byte[] data = allocations.get(read.key().keyField());
          if (data == null) {
            throw new IbpException(IbpError.CAP_NOT_FOUND, "LOAD from " + read.depot());
          }
          if (offset + length > data.length) {
            throw new IbpException(IbpError.WOULD_EXCEED_LIMIT, "LOAD from " + read.depot());
          }
          sink.begin(length);
          for (long at = 0; at < length; at += 1000) {
            int part = (int) Math.min(1000, length - at);
            byte[] copy = new byte[part];
            System.arraycopy(data, (int) (offset + at), copy, 0, part);
            if (corrupt.contains(read.depot())) {
              copy[part / 2] ^= 4;
            }
            sink.accept(Unpooled.wrappedBuffer(copy), NO_FLOW);
          }
          return length;
        });
  }

  @Override
  public CompletableFuture<AllocationStatus> probe(Capability capability) {
    return on(
        capability.depot(),
        () -> {
          byte[] data = allocations.get(capability.key().keyField());
          if (data == null) {
            throw new IbpException(IbpError.CAP_NOT_FOUND, "PROBE on " + capability.depot());
          }
          return new AllocationStatus(
              1, 1, data.length, data.length, 3600, Reliability.HARD, AllocationType.BYTEARRAY);
        });
  }

  @Override
  public CompletableFuture<@Nullable Void> decrement(Capability manage, CapabilityKind counter) {
    return this.<@Nullable Void>on(
        manage.depot(),
        () -> {
          allocations.remove(manage.key().keyField());
          return null;
        });
  }

  @Override
  public CompletableFuture<DepotStatus> inquire(DepotAddress depot, String rid) {
    return on(depot, () -> new DepotStatus("1", 1 << 30, 0, 1 << 30, 0, 1 << 30, 1 << 30, 86400));
  }

  @Override
  public CompletableFuture<Long> write(Capability write, long offset, Payload payload) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Long> writeVector(
      Capability write, List<ByteRange> ranges, Payload payload) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Long> readVector(
      Capability read, List<ByteRange> ranges, LoadSink sink) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<CapabilitySet> rename(Capability manage) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<CapabilitySet> split(Capability manage, SplitTerms terms) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<@Nullable Void> merge(Capability manage, Capability child) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<List<DepotStatus>> inquireAll(DepotAddress depot) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<@Nullable Void> increment(Capability manage, CapabilityKind counter) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<@Nullable Void> change(
      Capability manage, long maxSize, long durationSeconds, @Nullable Reliability reliability) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<@Nullable Void> truncate(Capability manage, long maxSize) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<List<String>> resources(DepotAddress depot) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<String> version(DepotAddress depot) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Long> send(
      Capability read, Capability remote, long offset, long length) {
    return copy("SEND", noSend, read, remote, offset, length);
  }

  @Override
  public CompletableFuture<Long> push(
      Capability read, Capability remote, long offset, long remoteOffset, long length) {
    return copy("PUSH", noPush, read, remote, offset, length);
  }

  /** Copies go to new allocations only, where writing at 0 and appending are the same. */
  private CompletableFuture<Long> copy(
      String name,
      Set<DepotAddress> unknownTo,
      Capability read,
      Capability remote,
      long offset,
      long length) {
    if (stalled.contains(read.depot())) {
      return new CompletableFuture<>();
    }
    copies.add(name + " " + read.depot().host() + " " + remote.depot().host());
    return on(
        read.depot(),
        () -> {
          String what = name + " from " + read.depot() + " to ";
          if (unknownTo.contains(read.depot())) {
            throw new IbpException(IbpError.UNKNOWN_FUNCTION, what + remote.depot());
          }
          byte[] data = allocations.get(read.key().keyField());
          if (data == null) {
            throw new IbpException(IbpError.CAP_NOT_FOUND, what + remote.depot());
          }
          if (offset + length > data.length) {
            throw new IbpException(IbpError.WOULD_EXCEED_LIMIT, what + remote.depot());
          }
          if (apart.contains(read.depot()) || dead.contains(remote.depot())) {
            throw new IbpException(IbpError.CONNECTION, what + remote.depot());
          }
          long sent = cutsShort.contains(read.depot()) ? length / 2 : length;
          append(remote, Arrays.copyOfRange(data, (int) offset, (int) (offset + sent)), what);
          return length;
        });
  }

  @Override
  public CompletableFuture<Long> pull(
      Capability write, Capability remote, long offset, long remoteOffset, long length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
