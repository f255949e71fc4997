package org.datalogistics.ibp.wire;

import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpVersion;
import org.datalogistics.ibp.IntegrityCommand;
import org.datalogistics.ibp.wire.RefusedRequestException.Ending;

/** Questions: STATUS, and the checksums on disk (IBP spec 7.11, 7.12). */
final class StatusParser {
  private StatusParser() {}

  /** Version 1 has a form with and one without a resource id. */
  static IbpCommand status(IbpVersion version, Fields fields) throws RefusedRequestException {
    boolean hasRid = version == IbpVersion.V1 && fields.remaining(3) >= 3;
    String rid = hasRid ? fields.next() : IbpCommand.ANY_RID;
    int sub = RequestParts.clamp(fields.nextLong(-1));
    return switch (sub) {
      case CommandId.INQUIRE -> {
        String password = fields.next();
        RequestParts.checkRid(rid);
        yield new IbpCommand.StatusInquire(rid, password, RequestParts.timeout(fields));
      }
      case CommandId.RESOURCES -> new IbpCommand.StatusResources(RequestParts.timeout(fields));
      case CommandId.VERSION -> new IbpCommand.StatusVersion(RequestParts.timeout(fields));
      case CommandId.CHANGE, CommandId.STATISTICS ->
          throw new RefusedRequestException(
              IbpError.INVALID_CMD, Ending.CLOSES_SILENTLY, "STATUS sub-command " + sub);
      default -> throw RequestParts.closing(IbpError.BAD_FORMAT, "STATUS sub-command " + sub);
    };
  }

  static IbpCommand getChecksums(Fields fields) throws RefusedRequestException {
    AccessKey key = RequestParts.key(fields);
    boolean infoOnly = flag(fields);
    return new IntegrityCommand.GetChecksums(key, infoOnly, RequestParts.timeout(fields));
  }

  static IbpCommand validateChecksums(Fields fields) throws RefusedRequestException {
    AccessKey key = RequestParts.key(fields);
    boolean correct = flag(fields);
    return new IntegrityCommand.ValidateChecksums(key, correct, RequestParts.timeout(fields));
  }

  private static boolean flag(Fields fields) throws RefusedRequestException {
    long flag = fields.nextLong(0);
    RequestParts.checkNotNegative(flag);
    return flag > 0;
  }
}
