package org.datalogistics.ibp.wire;

import org.datalogistics.ibp.AdminCommand;
import org.jspecify.annotations.Nullable;

/** Administrative requests, timeout and password included (IBP spec 10). */
final class AdminPrinter {
  private AdminPrinter() {}

  static RequestLine admin(RequestLine line, AdminCommand command) {
    String message = fields(line, command);
    line.add(command.timeout());
    String password = command.password().text();
    if (message != null && !(message.isEmpty() && password.isEmpty())) {
      line.add(message.length()).add(message);
    }
    return password.isEmpty() ? line : line.add(password);
  }

  /** Adds what is in front of the timeout, and gives the message that belongs behind it. */
  private static @Nullable String fields(RequestLine line, AdminCommand command) {
    if (command instanceof AdminCommand.SetMode c) {
      int bits = (c.write() ? 1 : 0) | (c.read() ? 2 : 0) | (c.manage() ? 4 : 0);
      line.add(CommandId.SET_MODE).add(c.rid()).add(bits);
    } else if (command instanceof AdminCommand.Mount c) {
      line.add(CommandId.MOUNT).add(c.rid()).add(c.rebuild());
      return c.message();
    } else if (command instanceof AdminCommand.Unmount c) {
      line.add(CommandId.UNMOUNT).add(c.rid()).add(c.quietSeconds());
      return c.message();
    } else if (command instanceof AdminCommand.ListCorrupt c) {
      line.add(CommandId.LIST_CORRUPT).add(c.rid());
    } else if (command instanceof AdminCommand.Configuration) {
      line.add(CommandId.CONFIGURATION);
    } else if (command instanceof AdminCommand.RescanTrash c) {
      line.add(CommandId.RESCAN_TRASH).add(c.rid());
    } else if (command instanceof AdminCommand.Undelete c) {
      line.add(CommandId.UNDELETE).add(c.rid()).add(c.expired() ? 1 : 0).add(c.trashId());
      line.add(c.durationSeconds());
    } else if (command instanceof AdminCommand.ExpiryList c) {
      line.add(CommandId.EXPIRY_LIST).add(c.rid()).add(c.absolute() ? 1 : 0);
      line.add(c.timeSeconds(), c.count());
    } else if (command instanceof AdminCommand.SpaceByDate c) {
      line.add(CommandId.SPACE_BY_DATE).add(c.rid()).add(c.bytes());
    }
    return null;
  }
}
