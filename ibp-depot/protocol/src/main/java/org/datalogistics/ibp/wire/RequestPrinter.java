package org.datalogistics.ibp.wire;

import java.util.List;
import org.datalogistics.ibp.AdminCommand;
import org.datalogistics.ibp.AliasCommand;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpVersion;
import org.datalogistics.ibp.IntegrityCommand;
import org.datalogistics.ibp.SpaceCommand;

/** Writes request lines as the strictest known depot wants them (IBP spec 7, 10). */
public final class RequestPrinter {
  private RequestPrinter() {}

  /** The line for a command, its line end included. */
  public static String print(IbpVersion version, IbpCommand command) {
    RequestLine line = new RequestLine(version);
    if (command instanceof IbpCommand.Upload c) {
      upload(line, c);
    } else if (command instanceof IbpCommand.Download c) {
      download(line, c);
    } else if (command instanceof IbpCommand.Copy c) {
      CopyPrinter.copy(line, c);
    } else if (command instanceof IbpCommand.Allocate c) {
      line.addId(CommandId.ALLOCATE, CommandId.ALLOCATE_CHECKSUM, c.disk()).addRid(c.rid());
      line.add(c.reliability().wireValue(), c.type().wireValue());
      line.add(c.durationSeconds(), c.size());
    } else if (command instanceof SpaceCommand c) {
      space(line, c);
    } else if (command instanceof AliasCommand c) {
      AliasPrinter.alias(line, c);
    } else if (command instanceof IntegrityCommand c) {
      integrity(line, c);
    } else if (command instanceof AdminCommand c) {
      return AdminPrinter.admin(line, c).end();
    } else {
      ManagePrinter.manageOrStatus(line, command);
    }
    line.add(command.timeout());
    if (command instanceof IbpCommand.Copy c) {
      // The last field, the client's own patience, is only ever checked not to be 0.
      line.add(c.remoteTimeout(), Math.max(1, c.remoteTimeout()));
    }
    return line.end();
  }

  private static void upload(RequestLine line, IbpCommand.Upload command) {
    if (command instanceof IbpCommand.Store c) {
      line.addId(CommandId.STORE, CommandId.STORE_CHECKSUM, c.network()).add(c.key());
      line.add(c.length());
    } else if (command instanceof IbpCommand.Write c) {
      line.addId(CommandId.WRITE, CommandId.WRITE_CHECKSUM, c.network()).add(c.key());
      line.add(c.offset(), c.length());
    } else if (command instanceof IbpCommand.VecWrite c) {
      line.addId(CommandId.VEC_WRITE, CommandId.VEC_WRITE_CHECKSUM, c.network()).add(c.key());
      ranges(line, c.ranges());
    }
  }

  private static void download(RequestLine line, IbpCommand.Download command) {
    if (command instanceof IbpCommand.Load c) {
      line.addId(CommandId.LOAD, CommandId.LOAD_CHECKSUM, c.network()).add(c.key());
      line.add(c.offset(), c.length());
    } else if (command instanceof IbpCommand.VecRead c) {
      line.addId(CommandId.VEC_READ, CommandId.VEC_READ_CHECKSUM, c.network()).add(c.key());
      ranges(line, c.ranges());
    }
  }

  private static void ranges(RequestLine line, List<ByteRange> ranges) {
    line.add(ranges.size());
    for (ByteRange range : ranges) {
      line.add(range.offset(), range.length());
    }
  }

  private static void space(RequestLine line, SpaceCommand command) {
    if (command instanceof SpaceCommand.Rename c) {
      line.add(CommandId.RENAME).add(c.key());
    } else if (command instanceof SpaceCommand.Merge c) {
      line.add(CommandId.MERGE).add(c.key()).add(c.child());
    } else if (command instanceof SpaceCommand.Split c) {
      line.addId(CommandId.SPLIT, CommandId.SPLIT_CHECKSUM, c.disk()).add(c.key());
      line.add(c.reliability().wireValue(), c.type().wireValue());
      line.add(c.durationSeconds(), c.size());
    }
  }

  private static void integrity(RequestLine line, IntegrityCommand command) {
    if (command instanceof IntegrityCommand.GetChecksums c) {
      line.add(CommandId.GET_CHECKSUMS).add(c.key()).add(c.infoOnly() ? 1 : 0);
    } else if (command instanceof IntegrityCommand.ValidateChecksums c) {
      line.add(CommandId.VALIDATE_CHECKSUMS).add(c.key()).add(c.correct() ? 1 : 0);
    }
  }
}
