package org.datalogistics.ibp.wire;

import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpVersion;

/**
 * Reads request lines of either version. Tolerant as the known clients need it: repeated blanks,
 * fractional numbers, missing timeouts, surplus fields (IBP spec 2, 14).
 */
public final class RequestParser {
  /** Longest request line in bytes, its line end included (IBP spec 2). */
  public static final int MAX_LINE = 204_800;

  private RequestParser() {}

  /**
   * Reads one line.
   *
   * @param line the characters in front of the line end, one a byte; carriage returns at its end
   *     are ignored
   * @throws RefusedRequestException with the code to answer if the line is no valid request
   */
  public static Request parse(String line) throws RefusedRequestException {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == '\r') {
      end--;
    }
    Fields fields = new Fields(line, end);
    IbpVersion version = version(fields);
    return new Request(version, command(version, fields));
  }

  private static IbpVersion version(Fields fields) throws RefusedRequestException {
    long number = fields.nextLong(Long.MIN_VALUE);
    if (number == Long.MIN_VALUE) {
      throw RequestParts.closing(
          IbpError.BAD_FORMAT, "the protocol version is not a number in range");
    }
    if (number < 0) {
      throw RequestParts.closing(IbpError.PROT_VERS, "protocol version " + number);
    }
    return number == 0 ? IbpVersion.V0 : IbpVersion.V1;
  }

  private static IbpCommand command(IbpVersion version, Fields fields)
      throws RefusedRequestException {
    int id = RequestParts.clamp(fields.nextLong(-1));
    return switch (id) {
      case CommandId.STORE,
          CommandId.STORE_CHECKSUM,
          CommandId.WRITE,
          CommandId.WRITE_CHECKSUM,
          CommandId.LOAD,
          CommandId.LOAD_CHECKSUM ->
          TransferParser.plain(id, fields);
      case CommandId.VEC_WRITE,
          CommandId.VEC_WRITE_CHECKSUM,
          CommandId.VEC_READ,
          CommandId.VEC_READ_CHECKSUM ->
          TransferParser.vector(id, fields);
      case CommandId.ALLOCATE, CommandId.ALLOCATE_CHECKSUM ->
          SpaceParser.allocate(id, version, fields);
      case CommandId.SPLIT, CommandId.SPLIT_CHECKSUM -> SpaceParser.split(id, fields);
      case CommandId.MERGE -> SpaceParser.merge(fields);
      case CommandId.RENAME -> SpaceParser.rename(fields);
      case CommandId.MANAGE -> ManageParser.manage(fields);
      case CommandId.ALIAS_ALLOCATE -> AliasParser.allocate(fields);
      case CommandId.ALIAS_MANAGE -> AliasParser.manage(fields);
      case CommandId.STATUS -> StatusParser.status(version, fields);
      case CommandId.GET_CHECKSUMS -> StatusParser.getChecksums(fields);
      case CommandId.VALIDATE_CHECKSUMS -> StatusParser.validateChecksums(fields);
      case CommandId.SEND,
          CommandId.SEND_CHECKSUM,
          CommandId.PHOEBUS_SEND,
          CommandId.PHOEBUS_SEND_CHECKSUM ->
          CopyParser.send(id, fields);
      case CommandId.PUSH, CommandId.PUSH_CHECKSUM -> CopyParser.push(id, fields);
      case CommandId.PULL, CommandId.PULL_CHECKSUM -> CopyParser.pull(id, fields);
      default -> AdminParser.command(id, fields);
    };
  }
}
