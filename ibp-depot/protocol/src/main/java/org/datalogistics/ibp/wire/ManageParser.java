package org.datalogistics.ibp.wire;

import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.Reliability;

/** MANAGE (IBP spec 7.5). */
final class ManageParser {
  private ManageParser() {}

  static IbpCommand manage(Fields fields) throws RefusedRequestException {
    AccessKey key = RequestParts.key(fields);
    long sub = fields.nextLong(-1);
    return switch (RequestParts.clamp(sub)) {
      case CommandId.PROBE -> probe(key, fields);
      case CommandId.INCR, CommandId.DECR -> changeCount(key, sub == CommandId.INCR, fields);
      case CommandId.CHNG -> change(key, fields);
      case CommandId.TRUNCATE -> truncate(key, fields);
      default -> throw RequestParts.closing(IbpError.BAD_FORMAT, "MANAGE sub-command " + sub);
    };
  }

  /** The four fields between sub-command and timeout are fillers. */
  private static IbpCommand probe(AccessKey key, Fields fields) {
    for (int filler = 0; filler < 4; filler++) {
      fields.skip();
    }
    return new IbpCommand.Probe(key, RequestParts.timeout(fields));
  }

  private static IbpCommand changeCount(AccessKey key, boolean increment, Fields fields)
      throws RefusedRequestException {
    CapabilityKind counter = RequestParts.counter(fields);
    return new IbpCommand.ChangeCount(key, counter, increment, RequestParts.timeout(fields));
  }

  private static IbpCommand change(AccessKey key, Fields fields) throws RefusedRequestException {
    fields.skip(); // The capability type is meaningless here.
    long size = fields.nextLong(0);
    long duration = fields.nextLong(0);
    long reliabilityNumber = fields.nextLong(0);
    int timeout = RequestParts.timeout(fields);
    Reliability reliability =
        reliabilityNumber < 0 ? null : RequestParts.reliability(reliabilityNumber);
    if (size == 0) {
      throw RequestParts.closing(IbpError.WOULD_DAMAGE_DATA, "size 0");
    }
    RequestParts.checkNotNegative(size);
    if (duration == 0) {
      throw RequestParts.closing(IbpError.INVALID_PARAMETER, "duration 0");
    }
    return new IbpCommand.Change(key, size, Math.max(duration, -1), reliability, timeout);
  }

  private static IbpCommand truncate(AccessKey key, Fields fields) throws RefusedRequestException {
    long size = fields.nextLong(-1);
    int timeout = RequestParts.timeout(fields);
    RequestParts.checkNotNegative(size);
    return new IbpCommand.Truncate(key, size, timeout);
  }
}
