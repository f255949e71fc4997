package org.datalogistics.ibp.wire;

import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpVersion;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.wire.RefusedRequestException.Ending;
import org.jspecify.annotations.Nullable;

/**
 * Reads request lines of either version. Tolerant as the known clients need it: repeated blanks,
 * fractional numbers, missing timeouts, surplus fields (IBP spec 2, 14).
 */
public final class RequestParser {
  /** Longest request line in bytes, its line end included (IBP spec 2). */
  public static final int MAX_LINE = 204_800;

  private static final int MAX_KEY_FIELD = 255;

  private RequestParser() {}

  /**
   * Reads one line.
   *
   * @param line the characters in front of the line end; one carriage return at its end is ignored
   * @throws RefusedRequestException with the code to answer if the line is no valid request
   */
  public static Request parse(String line) throws RefusedRequestException {
    String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    Fields fields = new Fields(text);
    IbpVersion version = version(fields.next());
    int id = (int) clamp(fields.nextLong(-1));
    IbpCommand command =
        switch (id) {
          case CommandId.ALLOCATE -> allocate(version, fields);
          case CommandId.STORE -> store(fields);
          case CommandId.WRITE -> write(fields);
          case CommandId.LOAD -> load(fields);
          case CommandId.MANAGE -> manage(fields);
          case CommandId.STATUS -> status(version, fields);
          case CommandId.SEND -> send(fields);
          case CommandId.PUSH, CommandId.PULL -> pushOrPull(id, fields);
          default -> throw closing(IbpError.UNKNOWN_FUNCTION, "unknown command " + id);
        };
    return new Request(version, command);
  }

  private static IbpVersion version(String field) throws RefusedRequestException {
    long number = Fields.parseLong(field, Long.MIN_VALUE);
    if (number == Long.MIN_VALUE) {
      throw closing(IbpError.BAD_FORMAT, "the protocol version is not a number");
    }
    if (number < 0) {
      throw closing(IbpError.PROT_VERS, "protocol version " + number);
    }
    return number == 0 ? IbpVersion.V0 : IbpVersion.V1;
  }

  /** The order of the checks is the one of IBP spec 7.1. */
  private static IbpCommand allocate(IbpVersion version, Fields fields)
      throws RefusedRequestException {
    String rid = version == IbpVersion.V0 ? IbpCommand.ANY_RID : fields.next();
    long reliabilityNumber = fields.nextLong(-1);
    long typeNumber = fields.nextLong(-1);
    long duration = fields.nextLong(0);
    long size = fields.nextLong(0);
    int timeout = timeout(fields);
    checkRid(rid);
    Reliability reliability = Reliability.ofWire(reliabilityNumber);
    if (reliability == null) {
      throw closing(IbpError.BAD_FORMAT, "reliability " + reliabilityNumber);
    }
    AllocationType type = AllocationType.ofWire(typeNumber);
    if (type == null) {
      throw closing(IbpError.INVALID_PARAMETER, "allocation type " + typeNumber);
    }
    if (type != AllocationType.BYTEARRAY) {
      throw closing(IbpError.TYPE_NOT_SUPPORTED, "allocation type " + type);
    }
    if (duration == 0 || duration < -1) {
      throw closing(IbpError.INVALID_PARAMETER, "duration " + duration);
    }
    if (size == 0) {
      throw closing(IbpError.INVALID_PARAMETER, "size 0");
    }
    if (size < 0) {
      throw closing(IbpError.INV_PAR_SIZE, "size " + size);
    }
    return new IbpCommand.Allocate(rid, reliability, type, duration, size, timeout);
  }

  private static IbpCommand store(Fields fields) throws RefusedRequestException {
    AccessKey key = key(fields);
    long length = fields.nextLong(0);
    int timeout = timeout(fields);
    checkRange(0, length, Ending.CLOSES);
    return new IbpCommand.Store(key, length, timeout);
  }

  private static IbpCommand write(Fields fields) throws RefusedRequestException {
    AccessKey key = key(fields);
    long offset = fields.nextLong(0);
    long length = fields.nextLong(0);
    int timeout = timeout(fields);
    checkRange(offset, length, Ending.CLOSES);
    return new IbpCommand.Write(key, offset, length, timeout);
  }

  private static IbpCommand load(Fields fields) throws RefusedRequestException {
    AccessKey key = key(fields);
    long offset = fields.nextLong(0);
    long length = fields.nextLong(0);
    int timeout = timeout(fields);
    checkRange(offset, length, Ending.STAYS_OPEN);
    return new IbpCommand.Load(key, offset, length, timeout);
  }

  private static IbpCommand manage(Fields fields) throws RefusedRequestException {
    AccessKey key = key(fields);
    long sub = fields.nextLong(-1);
    return switch ((int) clamp(sub)) {
      case CommandId.PROBE -> probe(key, fields);
      case CommandId.INCR, CommandId.DECR -> changeCount(key, sub == CommandId.INCR, fields);
      case CommandId.CHNG -> change(key, fields);
      case CommandId.TRUNCATE -> truncate(key, fields);
      default -> throw closing(IbpError.BAD_FORMAT, "MANAGE sub-command " + sub);
    };
  }

  /** The four fields between sub-command and timeout are fillers (IBP spec 7.5). */
  private static IbpCommand probe(AccessKey key, Fields fields) {
    for (int filler = 0; filler < 4; filler++) {
      fields.next();
    }
    return new IbpCommand.Probe(key, timeout(fields));
  }

  private static IbpCommand changeCount(AccessKey key, boolean increment, Fields fields)
      throws RefusedRequestException {
    long number = fields.nextLong(-1);
    CapabilityKind counter = CapabilityKind.ofWire(number);
    if (counter == null) {
      throw closing(IbpError.BAD_FORMAT, "capability type " + number);
    }
    if (counter == CapabilityKind.MANAGE) {
      throw closing(IbpError.INVALID_PARAMETER, "a manage capability has no count");
    }
    return new IbpCommand.ChangeCount(key, counter, increment, timeout(fields));
  }

  private static IbpCommand change(AccessKey key, Fields fields) throws RefusedRequestException {
    fields.next(); // The capability type is meaningless here.
    long size = fields.nextLong(0);
    long duration = fields.nextLong(0);
    long reliabilityNumber = fields.nextLong(0);
    int timeout = timeout(fields);
    Reliability reliability = Reliability.ofWire(reliabilityNumber);
    if (reliability == null && reliabilityNumber >= 0) {
      throw closing(IbpError.BAD_FORMAT, "reliability " + reliabilityNumber);
    }
    if (size == 0) {
      throw closing(IbpError.WOULD_DAMAGE_DATA, "size 0");
    }
    if (size < 0) {
      throw closing(IbpError.INV_PAR_SIZE, "size " + size);
    }
    if (duration == 0) {
      throw closing(IbpError.INVALID_PARAMETER, "duration 0");
    }
    return new IbpCommand.Change(key, size, Math.max(duration, -1), reliability, timeout);
  }

  private static IbpCommand truncate(AccessKey key, Fields fields) throws RefusedRequestException {
    long size = fields.nextLong(-1);
    int timeout = timeout(fields);
    if (size < 0) {
      throw closing(IbpError.INV_PAR_SIZE, "size " + size);
    }
    return new IbpCommand.Truncate(key, size, timeout);
  }

  /** Version 1 has a form with and one without a resource id (IBP spec 7.11). */
  private static IbpCommand status(IbpVersion version, Fields fields)
      throws RefusedRequestException {
    boolean hasRid = version == IbpVersion.V1 && fields.remaining() >= 3;
    String rid = hasRid ? fields.next() : IbpCommand.ANY_RID;
    int sub = (int) clamp(fields.nextLong(-1));
    switch (sub) {
      case CommandId.INQUIRE -> {
        String password = fields.next();
        checkRid(rid);
        return new IbpCommand.StatusInquire(rid, password, timeout(fields));
      }
      case CommandId.RESOURCES -> {
        return new IbpCommand.StatusResources(timeout(fields));
      }
      case CommandId.VERSION -> {
        return new IbpCommand.StatusVersion(timeout(fields));
      }
      case CommandId.CHANGE, CommandId.STATISTICS ->
          throw new RefusedRequestException(
              IbpError.INVALID_CMD, Ending.CLOSES_SILENTLY, "STATUS sub-command " + sub);
      default -> throw closing(IbpError.BAD_FORMAT, "STATUS sub-command " + sub);
    }
  }

  private static IbpCommand send(Fields fields) throws RefusedRequestException {
    String keyField = fields.next();
    String remoteText = fields.next();
    AccessKey key = key(keyField, fields.next());
    long offset = fields.nextLong(0);
    long length = fields.nextLong(0);
    int timeout = timeout(fields);
    int remoteTimeout = timeout(fields);
    Capability remote = remote(remoteText, CapabilityKind.WRITE);
    checkRange(offset, length, Ending.STAYS_OPEN);
    return new IbpCommand.Send(key, remote, offset, length, timeout, remoteTimeout);
  }

  private static IbpCommand pushOrPull(int id, Fields fields) throws RefusedRequestException {
    long connection = fields.nextLong(-1);
    if (connection == CommandId.PHOEBUS) {
      fields.next(); // The path; without gateways the transfer is a plain one (IBP spec 7.9).
    } else if (connection != CommandId.TCP) {
      throw closing(IbpError.TYPE_NOT_SUPPORTED, "connection type " + connection);
    }
    String keyField = fields.next();
    String remoteText = fields.next();
    AccessKey key = key(keyField, fields.next());
    long localOffset = fields.nextLong(0);
    long remoteOffset = fields.nextLong(0);
    long length = fields.nextLong(0);
    int timeout = timeout(fields);
    int remoteTimeout = timeout(fields);
    if (id == CommandId.PUSH) {
      Capability remote = remote(remoteText, CapabilityKind.WRITE);
      checkRange(localOffset, length, Ending.STAYS_OPEN);
      checkAppendOrRange(remoteOffset, length);
      return new IbpCommand.Push(
          key, remote, localOffset, remoteOffset, length, timeout, remoteTimeout);
    }
    Capability remote = remote(remoteText, CapabilityKind.READ);
    checkRange(remoteOffset, length, Ending.STAYS_OPEN);
    checkAppendOrRange(localOffset, length);
    return new IbpCommand.Pull(
        key, remote, localOffset, remoteOffset, length, timeout, remoteTimeout);
  }

  private static void checkAppendOrRange(long offset, long length) throws RefusedRequestException {
    checkRange(offset == IbpCommand.APPEND ? 0 : offset, length, Ending.STAYS_OPEN);
  }

  private static void checkRange(long offset, long length, Ending ending)
      throws RefusedRequestException {
    if (length < 0) {
      throw new RefusedRequestException(IbpError.INV_PAR_SIZE, ending, "length " + length);
    }
    if (offset < 0) {
      throw new RefusedRequestException(IbpError.FILE_SEEK_ERROR, ending, "offset " + offset);
    }
    if (offset > Long.MAX_VALUE - length) {
      throw new RefusedRequestException(
          IbpError.WOULD_EXCEED_LIMIT, ending, "range " + offset + " + " + length);
    }
  }

  private static Capability remote(String text, CapabilityKind kind)
      throws RefusedRequestException {
    Capability capability;
    try {
      capability = Capability.parse(text);
    } catch (IllegalArgumentException e) {
      throw new RefusedRequestException(
          IbpError.WRONG_CAP_FORMAT, Ending.STAYS_OPEN, "remote " + kind + " capability");
    }
    if (capability.kind() != kind) {
      throw new RefusedRequestException(
          kind == CapabilityKind.WRITE ? IbpError.CAP_NOT_WRITE : IbpError.CAP_NOT_READ,
          Ending.STAYS_OPEN,
          "remote capability is of kind " + capability.kind());
    }
    return capability;
  }

  private static AccessKey key(Fields fields) throws RefusedRequestException {
    String keyField = fields.next();
    return key(keyField, fields.next());
  }

  private static AccessKey key(String keyField, String typeKey) throws RefusedRequestException {
    if (keyField.isEmpty() || typeKey.isEmpty()) {
      throw closing(IbpError.BAD_FORMAT, "key field or type key missing");
    }
    if (keyField.length() > MAX_KEY_FIELD) {
      throw closing(IbpError.BAD_FORMAT, "key field of " + keyField.length() + " characters");
    }
    return new AccessKey(keyField, typeKey);
  }

  private static void checkRid(@Nullable String rid) throws RefusedRequestException {
    if (rid == null || !ResourceIds.isValid(rid)) {
      throw closing(IbpError.INVALID_RID, "not a resource id");
    }
  }

  private static int timeout(Fields fields) {
    return (int) Math.max(0, clamp(fields.nextLong(0)));
  }

  private static long clamp(long value) {
    return Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
  }

  private static RefusedRequestException closing(IbpError error, String message) {
    return new RefusedRequestException(error, Ending.CLOSES, message);
  }
}
