package org.datalogistics.ibp.wire;

import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpVersion;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.SpaceCommand;

/** ALLOCATE, SPLIT, MERGE and RENAME (IBP spec 7.1, 7.6, 7.7). */
final class SpaceParser {
  private SpaceParser() {}

  /** The order of the checks is the one of IBP spec 7.1. */
  static IbpCommand allocate(int id, IbpVersion version, Fields fields)
      throws RefusedRequestException {
    boolean checked = id == CommandId.ALLOCATE_CHECKSUM;
    BlockChecksum disk = checked ? RequestParts.diskChecksum(fields) : null;
    String rid = version == IbpVersion.V0 ? IbpCommand.ANY_RID : RequestParts.rid(fields);
    Reliability reliability = RequestParts.reliability(fields.nextLong(-1));
    AllocationType type = RequestParts.allocationType(fields.nextLong(-1));
    long duration = lease(fields);
    long size = size(fields);
    int timeout = RequestParts.timeout(fields);
    return new IbpCommand.Allocate(rid, reliability, type, duration, size, disk, timeout);
  }

  static IbpCommand split(int id, Fields fields) throws RefusedRequestException {
    boolean checked = id == CommandId.SPLIT_CHECKSUM;
    BlockChecksum disk = checked ? RequestParts.diskChecksum(fields) : null;
    AccessKey key = RequestParts.key(fields);
    Reliability reliability = RequestParts.reliability(fields.nextLong(-1));
    AllocationType type = RequestParts.allocationType(fields.nextLong(-1));
    long duration = lease(fields);
    long size = size(fields);
    int timeout = RequestParts.timeout(fields);
    return new SpaceCommand.Split(key, reliability, type, duration, size, disk, timeout);
  }

  static IbpCommand merge(Fields fields) throws RefusedRequestException {
    AccessKey key = RequestParts.key(fields);
    AccessKey child = RequestParts.key(fields);
    return new SpaceCommand.Merge(key, child, RequestParts.timeout(fields));
  }

  static IbpCommand rename(Fields fields) throws RefusedRequestException {
    AccessKey key = RequestParts.key(fields);
    return new SpaceCommand.Rename(key, RequestParts.timeout(fields));
  }

  private static long lease(Fields fields) throws RefusedRequestException {
    long duration = fields.nextLong(0);
    RequestParts.checkLease(duration);
    return duration;
  }

  private static long size(Fields fields) throws RefusedRequestException {
    long size = fields.nextLong(0);
    if (size == 0) {
      throw RequestParts.closing(IbpError.INVALID_PARAMETER, "size 0");
    }
    RequestParts.checkNotNegative(size);
    return size;
  }
}
