package org.datalogistics.ibp.wire;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.ByteRange;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.wire.RefusedRequestException.Ending;
import org.jspecify.annotations.Nullable;

/**
 * Uploads and downloads (IBP spec 7.2 to 7.4). Behind a refused upload payload may follow, so it
 * closes; a refused range of a download does not.
 */
final class TransferParser {
  private TransferParser() {}

  static IbpCommand plain(int id, Fields fields) throws RefusedRequestException {
    boolean checked =
        id == CommandId.STORE_CHECKSUM
            || id == CommandId.WRITE_CHECKSUM
            || id == CommandId.LOAD_CHECKSUM;
    BlockChecksum network = checked ? RequestParts.networkChecksum(fields) : null;
    AccessKey key = RequestParts.key(fields);
    return switch (id) {
      case CommandId.STORE, CommandId.STORE_CHECKSUM -> store(key, network, fields);
      case CommandId.WRITE, CommandId.WRITE_CHECKSUM -> write(key, network, fields);
      default -> load(key, network, fields);
    };
  }

  private static IbpCommand store(AccessKey key, @Nullable BlockChecksum network, Fields fields)
      throws RefusedRequestException {
    long length = fields.nextLong(0);
    int timeout = RequestParts.timeout(fields);
    RequestParts.checkRange(0, length, Ending.CLOSES);
    return new IbpCommand.Store(key, length, network, timeout);
  }

  private static IbpCommand write(AccessKey key, @Nullable BlockChecksum network, Fields fields)
      throws RefusedRequestException {
    long offset = fields.nextLong(0);
    long length = fields.nextLong(0);
    int timeout = RequestParts.timeout(fields);
    RequestParts.checkRange(offset, length, Ending.CLOSES);
    return new IbpCommand.Write(key, offset, length, network, timeout);
  }

  private static IbpCommand load(AccessKey key, @Nullable BlockChecksum network, Fields fields)
      throws RefusedRequestException {
    long offset = fields.nextLong(0);
    long length = fields.nextLong(0);
    int timeout = RequestParts.timeout(fields);
    RequestParts.checkRange(offset, length, Ending.STAYS_OPEN);
    return new IbpCommand.Load(key, offset, length, network, timeout);
  }

  static IbpCommand vector(int id, Fields fields) throws RefusedRequestException {
    boolean checked = id == CommandId.VEC_WRITE_CHECKSUM || id == CommandId.VEC_READ_CHECKSUM;
    BlockChecksum network = checked ? RequestParts.networkChecksum(fields) : null;
    AccessKey key = RequestParts.key(fields);
    boolean write = id == CommandId.VEC_WRITE || id == CommandId.VEC_WRITE_CHECKSUM;
    List<ByteRange> ranges = ranges(fields, write);
    int timeout = RequestParts.timeout(fields);
    return write
        ? new IbpCommand.VecWrite(key, ranges, network, timeout)
        : new IbpCommand.VecRead(key, ranges, network, timeout);
  }

  private static List<ByteRange> ranges(Fields fields, boolean write)
      throws RefusedRequestException {
    long count = fields.nextLong(0);
    if (count < 0 || count > IbpCommand.MAX_PIECES) {
      throw RequestParts.closing(IbpError.INVALID_PARAMETER, "vector of " + count + " pieces");
    }
    Ending ending = write ? Ending.CLOSES : Ending.STAYS_OPEN;
    List<ByteRange> ranges = new ArrayList<>((int) count);
    long sum = 0;
    for (int i = 0; i < count; i++) {
      long offset = fields.nextLong(0);
      long length = fields.nextLong(0);
      boolean append = write && i == 0 && offset == IbpCommand.APPEND;
      RequestParts.checkRange(append ? 0 : offset, length, ending);
      RequestParts.checkRange(sum, length, ending);
      sum += length;
      ranges.add(new ByteRange(offset, length));
    }
    return ranges;
  }
}
