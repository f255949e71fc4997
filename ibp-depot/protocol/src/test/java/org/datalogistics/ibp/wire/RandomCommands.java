package org.datalogistics.ibp.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.AliasCommand;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.ChecksumType;
import org.datalogistics.ibp.CopyRoute;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IntegrityCommand;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.SpaceCommand;
import org.datalogistics.testkit.SeededRandom;
import org.jspecify.annotations.Nullable;

/** Valid values of the protocol, at random. */
final class RandomCommands {
  private static final String KEY_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-";

  private static final ChecksumType[] CHECKSUMS = {
    ChecksumType.SHA256, ChecksumType.SHA512, ChecksumType.SHA1, ChecksumType.MD5
  };

  private final SeededRandom random;

  RandomCommands(SeededRandom random) {
    this.random = random;
  }

  IbpCommand next() {
    return switch (random.nextInt(8)) {
      case 0 ->
          new IbpCommand.Allocate(
              rid(), reliability(), type(), lease(), 1 + number(), disk(), timeout());
      case 1 -> transfer();
      case 2 -> manage();
      case 3 -> status();
      case 4 -> copy();
      case 5 -> space();
      case 6 -> alias();
      default -> new RandomAdminCommands(random, this).next();
    };
  }

  private IbpCommand transfer() {
    return switch (random.nextInt(5)) {
      case 0 -> new IbpCommand.Store(key(), number(), network(), timeout());
      case 1 -> new IbpCommand.Write(key(), number(), number(), network(), timeout());
      case 2 -> new IbpCommand.Load(key(), number(), number(), network(), timeout());
      case 3 -> new IbpCommand.VecWrite(key(), ranges(random.nextBoolean()), network(), timeout());
      default -> new IbpCommand.VecRead(key(), ranges(false), network(), timeout());
    };
  }

  private IbpCommand manage() {
    return switch (random.nextInt(4)) {
      case 0 -> new IbpCommand.Probe(key(), timeout());
      case 1 -> new IbpCommand.ChangeCount(key(), counter(), random.nextBoolean(), timeout());
      case 2 ->
          new IbpCommand.Change(
              key(), 1 + number(), lease(), random.nextBoolean() ? null : reliability(), timeout());
      default -> new IbpCommand.Truncate(key(), number(), timeout());
    };
  }

  private IbpCommand status() {
    return switch (random.nextInt(5)) {
      case 0 -> new IbpCommand.StatusInquire(rid(), text(31), timeout());
      case 1 -> new IbpCommand.StatusResources(timeout());
      case 2 -> new IbpCommand.StatusVersion(timeout());
      case 3 -> new IntegrityCommand.GetChecksums(key(), random.nextBoolean(), timeout());
      default -> new IntegrityCommand.ValidateChecksums(key(), random.nextBoolean(), timeout());
    };
  }

  private IbpCommand space() {
    return switch (random.nextInt(3)) {
      case 0 -> new SpaceCommand.Rename(key(), timeout());
      case 1 ->
          new SpaceCommand.Split(
              key(), reliability(), type(), lease(), 1 + number(), disk(), timeout());
      default -> new SpaceCommand.Merge(key(), key(), timeout());
    };
  }

  private IbpCommand alias() {
    AccessKey master = random.nextInt(4) == 0 ? null : key();
    long lease = random.nextInt(3) == 0 ? 0 : lease();
    return switch (random.nextInt(5)) {
      case 0 -> new AliasCommand.AliasAllocate(key(), number(), number(), lease, timeout());
      case 1 -> new AliasCommand.AliasProbe(key(), timeout());
      case 2 ->
          new AliasCommand.AliasChangeCount(
              key(), counter(), random.nextBoolean(), master, timeout());
      case 3 -> new AliasCommand.AliasChange(key(), number(), number(), lease, master, timeout());
      default -> new AliasCommand.AliasTruncate(key(), number(), master, timeout());
    };
  }

  Capability remote(CapabilityKind kind) {
    DepotAddress depot = new DepotAddress("depot-" + text(8), 1 + random.nextInt(65535));
    return new Capability(depot, key(), kind);
  }

  long number() {
    return random.nextLong() >>> (2 + random.nextInt(62));
  }

  Reliability reliability() {
    return random.nextBoolean() ? Reliability.HARD : Reliability.SOFT;
  }

  int timeout() {
    return random.nextInt() >>> (1 + random.nextInt(31));
  }

  String rid() {
    Supplier<String> odd = () -> "r" + text(20);
    return random.nextInt(3) == 0 ? odd.get() : String.valueOf(random.nextInt(100));
  }

  AllocationType type() {
    return oneOf(AllocationType.values());
  }

  long lease() {
    return random.nextBoolean() ? -1 : 1 + number();
  }

  private CapabilityKind counter() {
    return random.nextBoolean() ? CapabilityKind.READ : CapabilityKind.WRITE;
  }

  private @Nullable BlockChecksum network() {
    return random.nextBoolean() ? null : checksum(Long.MAX_VALUE);
  }

  private @Nullable BlockChecksum disk() {
    return random.nextInt(4) == 0
        ? BlockChecksum.NONE
        : random.nextBoolean() ? null : checksum(BlockChecksum.MAX_DISK_BLOCK);
  }

  BlockChecksum checksum(long largestBlock) {
    ChecksumType type = oneOf(CHECKSUMS);
    return new BlockChecksum(type, Math.min(largestBlock, 1 + number()));
  }

  private <T> T oneOf(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private List<ByteRange> ranges(boolean append) {
    List<ByteRange> ranges = new ArrayList<>();
    for (int count = random.nextInt(20); count > 0; count--) {
      long offset = append && ranges.isEmpty() ? IbpCommand.APPEND : number();
      ranges.add(new ByteRange(offset, number() >>> 5));
    }
    return ranges;
  }

  private IbpCommand copy() {
    long append = random.nextInt(3) == 0 ? IbpCommand.APPEND : number();
    CopyRoute route = random.nextInt(3) == 0 ? CopyRoute.phoebus(text(30)) : CopyRoute.TCP;
    Capability write = remote(CapabilityKind.WRITE);
    return switch (random.nextInt(3)) {
      case 0 ->
          new IbpCommand.Send(
              key(), write, number(), number(), network(), route, timeout(), timeout());
      case 1 ->
          new IbpCommand.Push(
              key(), write, number(), append, number(), network(), route, timeout(), timeout());
      default ->
          new IbpCommand.Pull(
              key(),
              remote(CapabilityKind.READ),
              append,
              number(),
              number(),
              network(),
              route,
              timeout(),
              timeout());
    };
  }

  private AccessKey key() {
    String key = text(40);
    String type = random.nextBoolean() ? "3862277" : String.valueOf(random.nextInt() >>> 1);
    return new AccessKey(random.nextInt(4) == 0 ? "IBP-" + key : rid() + "#" + key, type);
  }

  String text(int longest) {
    int length = 1 + random.nextInt(longest);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(KEY_CHARACTERS.charAt(random.nextInt(KEY_CHARACTERS.length())));
    }
    return text.toString();
  }
}
