package org.datalogistics.ibp.wire;

import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.CopyRoute;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.wire.RefusedRequestException.Ending;

/** Copies: SEND, PHOEBUS_SEND, PUSH and PULL (IBP spec 7.9, 7.10, 9.3). */
final class CopyParser {
  private CopyParser() {}

  static IbpCommand send(int id, Fields fields) throws RefusedRequestException {
    boolean checked = id == CommandId.SEND_CHECKSUM || id == CommandId.PHOEBUS_SEND_CHECKSUM;
    BlockChecksum network = checked ? RequestParts.networkChecksum(fields) : null;
    boolean phoebus = id == CommandId.PHOEBUS_SEND || id == CommandId.PHOEBUS_SEND_CHECKSUM;
    CopyRoute route = phoebus ? path(fields) : CopyRoute.TCP;
    String keyField = fields.next();
    String remoteText = fields.next();
    AccessKey key = RequestParts.key(keyField, fields.next());
    long offset = fields.nextLong(0);
    long length = fields.nextLong(0);
    int timeout = RequestParts.timeout(fields);
    int remoteTimeout = RequestParts.timeout(fields);
    Capability remote = remote(remoteText, CapabilityKind.WRITE);
    RequestParts.checkRange(offset, length, Ending.STAYS_OPEN);
    return new IbpCommand.Send(key, remote, offset, length, network, route, timeout, remoteTimeout);
  }

  static IbpCommand push(int id, Fields fields) throws RefusedRequestException {
    boolean checked = id == CommandId.PUSH_CHECKSUM;
    BlockChecksum network = checked ? RequestParts.networkChecksum(fields) : null;
    CopyRoute route = route(fields);
    String keyField = fields.next();
    String remoteText = fields.next();
    AccessKey key = RequestParts.key(keyField, fields.next());
    long localOffset = fields.nextLong(0);
    long remoteOffset = fields.nextLong(0);
    long length = fields.nextLong(0);
    int timeout = RequestParts.timeout(fields);
    int remoteTimeout = RequestParts.timeout(fields);
    Capability remote = remote(remoteText, CapabilityKind.WRITE);
    RequestParts.checkRange(localOffset, length, Ending.STAYS_OPEN);
    checkAppendOrRange(remoteOffset, length);
    return new IbpCommand.Push(
        key, remote, localOffset, remoteOffset, length, network, route, timeout, remoteTimeout);
  }

  static IbpCommand pull(int id, Fields fields) throws RefusedRequestException {
    boolean checked = id == CommandId.PULL_CHECKSUM;
    BlockChecksum network = checked ? RequestParts.networkChecksum(fields) : null;
    CopyRoute route = route(fields);
    String keyField = fields.next();
    String remoteText = fields.next();
    AccessKey key = RequestParts.key(keyField, fields.next());
    long localOffset = fields.nextLong(0);
    long remoteOffset = fields.nextLong(0);
    long length = fields.nextLong(0);
    int timeout = RequestParts.timeout(fields);
    int remoteTimeout = RequestParts.timeout(fields);
    Capability remote = remote(remoteText, CapabilityKind.READ);
    RequestParts.checkRange(remoteOffset, length, Ending.STAYS_OPEN);
    checkAppendOrRange(localOffset, length);
    return new IbpCommand.Pull(
        key, remote, localOffset, remoteOffset, length, network, route, timeout, remoteTimeout);
  }

  private static CopyRoute route(Fields fields) throws RefusedRequestException {
    long connection = fields.nextLong(-1);
    if (connection == CommandId.PHOEBUS) {
      return path(fields);
    }
    if (connection != CommandId.TCP) {
      throw RequestParts.closing(IbpError.TYPE_NOT_SUPPORTED, "connection type " + connection);
    }
    return CopyRoute.TCP;
  }

  private static CopyRoute path(Fields fields) throws RefusedRequestException {
    String path = fields.next();
    if (path.isEmpty()) {
      throw RequestParts.closing(IbpError.BAD_FORMAT, "no path of gateways");
    }
    return CopyRoute.phoebus(path);
  }

  private static void checkAppendOrRange(long offset, long length) throws RefusedRequestException {
    RequestParts.checkRange(offset == IbpCommand.APPEND ? 0 : offset, length, Ending.STAYS_OPEN);
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
}
