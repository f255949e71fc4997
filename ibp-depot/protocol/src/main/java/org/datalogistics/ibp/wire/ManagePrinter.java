package org.datalogistics.ibp.wire;

import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.Reliability;

/** MANAGE and STATUS requests, without their timeouts (IBP spec 7.5, 7.11). */
final class ManagePrinter {
  private ManagePrinter() {}

  static void manageOrStatus(RequestLine line, IbpCommand command) {
    if (command instanceof IbpCommand.Probe c) {
      line.add(CommandId.MANAGE).add(c.key()).add(CommandId.PROBE, 3).add(0, 0).add(0);
    } else if (command instanceof IbpCommand.ChangeCount c) {
      line.add(CommandId.MANAGE).add(c.key());
      line.add(c.increment() ? CommandId.INCR : CommandId.DECR, c.counter().wireValue());
    } else if (command instanceof IbpCommand.Change c) {
      Reliability reliability = c.reliability();
      line.add(CommandId.MANAGE).add(c.key()).add(CommandId.CHNG, 3);
      line.add(c.maxSize(), c.durationSeconds());
      line.add(reliability == null ? -1 : reliability.wireValue());
    } else if (command instanceof IbpCommand.Truncate c) {
      line.add(CommandId.MANAGE).add(c.key()).add(CommandId.TRUNCATE, c.maxSize());
    } else if (command instanceof IbpCommand.StatusInquire c) {
      line.add(CommandId.STATUS).addRid(c.rid()).add(CommandId.INQUIRE).add(c.password());
    } else if (command instanceof IbpCommand.StatusResources) {
      line.add(CommandId.STATUS, CommandId.RESOURCES);
    } else if (command instanceof IbpCommand.StatusVersion) {
      line.add(CommandId.STATUS, CommandId.VERSION);
    } else {
      throw new IllegalArgumentException("no line for " + command);
    }
  }
}
