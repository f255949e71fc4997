package org.datalogistics.ibp.wire;

import java.util.function.Supplier;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.testkit.SeededRandom;

/** Valid values of the protocol, at random. */
final class RandomCommands {
  private static final String KEY_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-";

  private final SeededRandom random;

  RandomCommands(SeededRandom random) {
    this.random = random;
  }

  IbpCommand next() {
    return switch (random.nextInt(13)) {
      case 0 ->
          new IbpCommand.Allocate(
              rid(),
              reliability(),
              AllocationType.BYTEARRAY,
              random.nextBoolean() ? -1 : 1 + number(),
              1 + number(),
              timeout());
      case 1 -> new IbpCommand.Store(key(), number(), timeout());
      case 2 -> new IbpCommand.Write(key(), number(), number(), timeout());
      case 3 -> new IbpCommand.Load(key(), number(), number(), timeout());
      case 4 -> new IbpCommand.Probe(key(), timeout());
      case 5 ->
          new IbpCommand.ChangeCount(
              key(),
              random.nextBoolean() ? CapabilityKind.READ : CapabilityKind.WRITE,
              random.nextBoolean(),
              timeout());
      case 6 ->
          new IbpCommand.Change(
              key(),
              1 + number(),
              random.nextBoolean() ? -1 : 1 + number(),
              random.nextBoolean() ? null : reliability(),
              timeout());
      case 7 -> new IbpCommand.Truncate(key(), number(), timeout());
      case 8 -> new IbpCommand.StatusInquire(rid(), text(31), timeout());
      case 9 -> new IbpCommand.StatusResources(timeout());
      case 10 -> new IbpCommand.StatusVersion(timeout());
      case 11 ->
          new IbpCommand.Send(
              key(), remote(CapabilityKind.WRITE), number(), number(), timeout(), timeout());
      default -> pushOrPull();
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

  private IbpCommand pushOrPull() {
    long append = random.nextInt(3) == 0 ? IbpCommand.APPEND : number();
    return random.nextBoolean()
        ? new IbpCommand.Push(
            key(), remote(CapabilityKind.WRITE), number(), append, number(), timeout(), timeout())
        : new IbpCommand.Pull(
            key(), remote(CapabilityKind.READ), append, number(), number(), timeout(), timeout());
  }

  private AccessKey key() {
    String key = text(40);
    String type = random.nextBoolean() ? "3862277" : String.valueOf(random.nextInt() >>> 1);
    return new AccessKey(random.nextInt(4) == 0 ? "IBP-" + key : rid() + "#" + key, type);
  }

  private String text(int longest) {
    int length = 1 + random.nextInt(longest);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(KEY_CHARACTERS.charAt(random.nextInt(KEY_CHARACTERS.length())));
    }
    return text.toString();
  }
}
