package org.datalogistics.ibp.wire;

import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpVersion;
import org.datalogistics.ibp.Reliability;

/** Writes request lines as the strictest known depot wants them (IBP spec 7). */
public final class RequestPrinter {
  private RequestPrinter() {}

  /** The line for a command, its line end included. */
  public static String print(IbpVersion version, IbpCommand command) {
    StringBuilder line = new StringBuilder(128);
    line.append(version == IbpVersion.V0 ? 0 : 1);
    appendCommand(line, version, command);
    return line.append('\n').toString();
  }

  private static void appendCommand(StringBuilder line, IbpVersion version, IbpCommand command) {
    if (command instanceof IbpCommand.Allocate c) {
      append(line, CommandId.ALLOCATE);
      appendRid(line, version, c.rid());
      append(line, c.reliability().wireValue(), c.type().wireValue());
      append(line, c.durationSeconds(), c.size(), c.timeout());
    } else if (command instanceof IbpCommand.Store c) {
      append(line, CommandId.STORE);
      append(line, c.key());
      append(line, c.length(), c.timeout());
    } else if (command instanceof IbpCommand.Write c) {
      append(line, CommandId.WRITE);
      append(line, c.key());
      append(line, c.offset(), c.length(), c.timeout());
    } else if (command instanceof IbpCommand.Load c) {
      append(line, CommandId.LOAD);
      append(line, c.key());
      append(line, c.offset(), c.length(), c.timeout());
    } else if (command instanceof IbpCommand.Copy c) {
      appendCopy(line, c);
    } else if (command instanceof IbpCommand.StatusInquire c) {
      append(line, CommandId.STATUS);
      appendRid(line, version, c.rid());
      append(line, CommandId.INQUIRE);
      line.append(' ').append(c.password());
      append(line, c.timeout());
    } else if (command instanceof IbpCommand.StatusResources c) {
      append(line, CommandId.STATUS, CommandId.RESOURCES, c.timeout());
    } else if (command instanceof IbpCommand.StatusVersion c) {
      append(line, CommandId.STATUS, CommandId.VERSION, c.timeout());
    } else {
      appendManage(line, command);
    }
  }

  private static void appendManage(StringBuilder line, IbpCommand command) {
    append(line, CommandId.MANAGE);
    if (command instanceof IbpCommand.Probe c) {
      append(line, c.key());
      append(line, CommandId.PROBE, 3, 0, 0, 0, c.timeout());
    } else if (command instanceof IbpCommand.ChangeCount c) {
      append(line, c.key());
      append(line, c.increment() ? CommandId.INCR : CommandId.DECR);
      append(line, c.counter().wireValue(), c.timeout());
    } else if (command instanceof IbpCommand.Change c) {
      append(line, c.key());
      Reliability reliability = c.reliability();
      append(line, CommandId.CHNG, 3, c.maxSize(), c.durationSeconds());
      append(line, reliability == null ? -1 : reliability.wireValue(), c.timeout());
    } else if (command instanceof IbpCommand.Truncate c) {
      append(line, c.key());
      append(line, CommandId.TRUNCATE, c.maxSize(), c.timeout());
    } else {
      throw new IllegalArgumentException("no line for " + command);
    }
  }

  /** Key field, remote capability, then the type key (IBP spec 7.9). */
  private static void appendCopy(StringBuilder line, IbpCommand.Copy c) {
    if (c instanceof IbpCommand.Send) {
      append(line, CommandId.SEND);
    } else {
      append(line, c instanceof IbpCommand.Push ? CommandId.PUSH : CommandId.PULL, CommandId.TCP);
    }
    line.append(' ').append(c.key().keyField());
    line.append(' ').append(c.remote().uri());
    line.append(' ').append(c.key().typeKey());
    append(line, c.localOffset());
    if (!(c instanceof IbpCommand.Send)) {
      append(line, c.remoteOffset());
    }
    // The last field, the client's own patience, is only ever checked not to be 0.
    append(line, c.length(), c.timeout(), c.remoteTimeout(), Math.max(1, c.remoteTimeout()));
  }

  private static void appendRid(StringBuilder line, IbpVersion version, String rid) {
    if (version == IbpVersion.V1) {
      line.append(' ').append(rid);
    }
  }

  private static void append(StringBuilder line, AccessKey key) {
    line.append(' ').append(key.keyField()).append(' ').append(key.typeKey());
  }

  private static void append(StringBuilder line, long... numbers) {
    for (long number : numbers) {
      line.append(' ').append(number);
    }
  }
}
