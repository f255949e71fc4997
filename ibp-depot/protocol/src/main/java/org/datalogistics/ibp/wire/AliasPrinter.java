package org.datalogistics.ibp.wire;

import org.datalogistics.ibp.AliasCommand;

/** Requests for aliases, without their timeouts (IBP spec 7.8). */
final class AliasPrinter {
  private AliasPrinter() {}

  static void alias(RequestLine line, AliasCommand command) {
    if (command instanceof AliasCommand.AliasAllocate c) {
      line.add(CommandId.ALIAS_ALLOCATE).add(c.key());
      line.add(c.offset(), c.length()).add(c.durationSeconds());
      return;
    }
    line.add(CommandId.ALIAS_MANAGE).add(command.key());
    if (command instanceof AliasCommand.AliasProbe) {
      line.add(CommandId.PROBE, 3);
    } else if (command instanceof AliasCommand.AliasChangeCount c) {
      line.add(c.increment() ? CommandId.INCR : CommandId.DECR, c.counter().wireValue());
      line.addOptional(c.master());
    } else if (command instanceof AliasCommand.AliasChange c) {
      // With the capability type, as the depots want it; a line without master is refused anyway.
      line.add(CommandId.CHNG);
      if (c.master() != null) {
        line.add(3);
      }
      line.add(c.offset(), c.length()).add(c.durationSeconds()).addOptional(c.master());
    } else if (command instanceof AliasCommand.AliasTruncate c) {
      line.add(CommandId.TRUNCATE, c.length()).addOptional(c.master());
    }
  }
}
