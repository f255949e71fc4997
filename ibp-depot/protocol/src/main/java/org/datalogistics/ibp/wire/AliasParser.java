package org.datalogistics.ibp.wire;

import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.AliasCommand;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.wire.RefusedRequestException.Ending;

/** ALIAS_ALLOCATE and ALIAS_MANAGE (IBP spec 7.8). */
final class AliasParser {
  /** Fields behind CHNG when the capability type is among them. */
  private static final int FULL_CHANGE = 7;

  private AliasParser() {}

  static IbpCommand allocate(Fields fields) throws RefusedRequestException {
    AccessKey key = RequestParts.key(fields);
    long offset = fields.nextLong(0);
    long length = fields.nextLong(0);
    long duration = fields.nextLong(0);
    int timeout = RequestParts.timeout(fields);
    RequestParts.checkRange(offset, length, Ending.CLOSES);
    if (duration < -1) {
      throw RequestParts.closing(IbpError.INVALID_PARAMETER, "duration " + duration);
    }
    return new AliasCommand.AliasAllocate(key, offset, length, duration, timeout);
  }

  static IbpCommand manage(Fields fields) throws RefusedRequestException {
    AccessKey key = RequestParts.key(fields);
    long sub = fields.nextLong(-1);
    return switch (RequestParts.clamp(sub)) {
      case CommandId.PROBE -> probe(key, fields);
      case CommandId.INCR, CommandId.DECR -> changeCount(key, sub == CommandId.INCR, fields);
      case CommandId.CHNG -> change(key, fields);
      case CommandId.TRUNCATE -> truncate(key, fields);
      default -> throw RequestParts.closing(IbpError.BAD_FORMAT, "ALIAS_MANAGE sub-command " + sub);
    };
  }

  private static IbpCommand probe(AccessKey key, Fields fields) {
    fields.skip(); // The capability type is meaningless here.
    return new AliasCommand.AliasProbe(key, RequestParts.timeout(fields));
  }

  private static IbpCommand changeCount(AccessKey key, boolean increment, Fields fields)
      throws RefusedRequestException {
    CapabilityKind counter = RequestParts.counter(fields);
    AccessKey master = RequestParts.optionalKey(fields);
    return new AliasCommand.AliasChangeCount(
        key, counter, increment, master, RequestParts.timeout(fields));
  }

  /** The ACCRE client leaves the capability type out, the ACCRE depot wants it. */
  private static IbpCommand change(AccessKey key, Fields fields) throws RefusedRequestException {
    if (fields.remaining(FULL_CHANGE) >= FULL_CHANGE) {
      fields.skip();
    }
    long offset = fields.nextLong(0);
    long length = fields.nextLong(0);
    long duration = fields.nextLong(0);
    AccessKey master = RequestParts.optionalKey(fields);
    int timeout = RequestParts.timeout(fields);
    RequestParts.checkRange(offset, length, Ending.CLOSES);
    return new AliasCommand.AliasChange(
        key, offset, length, Math.max(duration, -1), master, timeout);
  }

  private static IbpCommand truncate(AccessKey key, Fields fields) throws RefusedRequestException {
    long length = fields.nextLong(-1);
    AccessKey master = RequestParts.optionalKey(fields);
    int timeout = RequestParts.timeout(fields);
    RequestParts.checkNotNegative(length);
    return new AliasCommand.AliasTruncate(key, length, master, timeout);
  }
}
