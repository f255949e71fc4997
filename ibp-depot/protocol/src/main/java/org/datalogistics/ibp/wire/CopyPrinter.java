package org.datalogistics.ibp.wire;

import org.datalogistics.ibp.CopyRoute;
import org.datalogistics.ibp.IbpCommand;

/** Requests for copies, without their timeouts (IBP spec 7.9, 7.10, 9.3). */
final class CopyPrinter {
  private CopyPrinter() {}

  static void copy(RequestLine line, IbpCommand.Copy c) {
    String path = c.route().phoebusPath();
    if (c instanceof IbpCommand.Send && path == null) {
      line.addId(CommandId.SEND, CommandId.SEND_CHECKSUM, c.network());
    } else if (c instanceof IbpCommand.Send) {
      line.addId(CommandId.PHOEBUS_SEND, CommandId.PHOEBUS_SEND_CHECKSUM, c.network());
    } else if (c instanceof IbpCommand.Push) {
      line.addId(CommandId.PUSH, CommandId.PUSH_CHECKSUM, c.network());
      connectionType(line, c.route());
    } else {
      line.addId(CommandId.PULL, CommandId.PULL_CHECKSUM, c.network());
      connectionType(line, c.route());
    }
    if (path != null) {
      line.add(path);
    }
    // Key field, remote capability, and only then the type key.
    line.add(c.key().keyField()).add(c.remote().uri()).add(c.key().typeKey());
    line.add(c.localOffset());
    if (!(c instanceof IbpCommand.Send)) {
      line.add(c.remoteOffset());
    }
    line.add(c.length());
  }

  private static void connectionType(RequestLine line, CopyRoute route) {
    line.add(route.isPhoebus() ? CommandId.PHOEBUS : CommandId.TCP);
  }
}
