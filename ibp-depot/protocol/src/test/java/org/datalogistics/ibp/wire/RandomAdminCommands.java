package org.datalogistics.ibp.wire;

import org.datalogistics.ibp.AdminCommand;
import org.datalogistics.ibp.AdminPassword;
import org.datalogistics.testkit.SeededRandom;

/** Valid administrative commands, at random. */
final class RandomAdminCommands {
  private final SeededRandom random;
  private final RandomCommands values;

  RandomAdminCommands(SeededRandom random, RandomCommands values) {
    this.random = random;
    this.values = values;
  }

  AdminCommand next() {
    String rid = values.rid();
    int timeout = values.timeout();
    AdminPassword password =
        random.nextBoolean() ? AdminPassword.NONE : new AdminPassword(values.text(31));
    return switch (random.nextInt(9)) {
      case 0 ->
          new AdminCommand.SetMode(
              rid,
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean(),
              timeout,
              password);
      case 1 -> new AdminCommand.Mount(rid, random.nextInt(3), message(), timeout, password);
      case 2 -> new AdminCommand.Unmount(rid, 1 + values.number(), message(), timeout, password);
      case 3 -> new AdminCommand.ListCorrupt(rid, timeout, password);
      case 4 -> new AdminCommand.Configuration(timeout, password);
      case 5 -> new AdminCommand.RescanTrash(rid, timeout, password);
      case 6 ->
          new AdminCommand.Undelete(
              rid, random.nextBoolean(), values.text(60), values.lease(), timeout, password);
      case 7 ->
          new AdminCommand.ExpiryList(
              rid, random.nextBoolean(), values.number(), values.number(), timeout, password);
      default -> new AdminCommand.SpaceByDate(rid, values.number(), timeout, password);
    };
  }

  private String message() {
    StringBuilder message = new StringBuilder();
    for (int words = random.nextInt(5); words > 0; words--) {
      message.append(values.text(9)).append(" ".repeat(random.nextInt(3)));
    }
    return message.toString();
  }
}
