package org.datalogistics.ibp.wire;

import org.datalogistics.ibp.AdminCommand;
import org.datalogistics.ibp.AdminPassword;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;

/** The administrative commands (IBP spec 10), each with an optional password at its end. */
final class AdminParser {
  private static final int WRITE_BIT = 1;
  private static final int READ_BIT = 2;
  private static final int MANAGE_BIT = 4;

  private AdminParser() {}

  static IbpCommand command(int id, Fields fields) throws RefusedRequestException {
    return switch (id) {
      case CommandId.SET_MODE -> setMode(fields);
      case CommandId.MOUNT -> mount(fields);
      case CommandId.UNMOUNT -> unmount(fields);
      case CommandId.LIST_CORRUPT ->
          new AdminCommand.ListCorrupt(
              RequestParts.rid(fields), RequestParts.timeout(fields), password(fields));
      case CommandId.CONFIGURATION ->
          new AdminCommand.Configuration(RequestParts.timeout(fields), password(fields));
      case CommandId.RESCAN_TRASH ->
          new AdminCommand.RescanTrash(
              RequestParts.rid(fields), RequestParts.timeout(fields), password(fields));
      case CommandId.UNDELETE -> undelete(fields);
      case CommandId.EXPIRY_LIST -> expiryList(fields);
      case CommandId.SPACE_BY_DATE -> spaceByDate(fields);
      default -> throw RequestParts.closing(IbpError.UNKNOWN_FUNCTION, "unknown command " + id);
    };
  }

  private static IbpCommand setMode(Fields fields) throws RefusedRequestException {
    String rid = RequestParts.rid(fields);
    int bits = oneOf(fields, WRITE_BIT | READ_BIT | MANAGE_BIT, "mode");
    return new AdminCommand.SetMode(
        rid,
        (bits & WRITE_BIT) != 0,
        (bits & READ_BIT) != 0,
        (bits & MANAGE_BIT) != 0,
        RequestParts.timeout(fields),
        password(fields));
  }

  private static IbpCommand mount(Fields fields) throws RefusedRequestException {
    String rid = RequestParts.rid(fields);
    int rebuild = oneOf(fields, 2, "rebuild");
    int timeout = RequestParts.timeout(fields);
    String message = message(fields);
    return new AdminCommand.Mount(rid, rebuild, message, timeout, password(fields));
  }

  private static IbpCommand unmount(Fields fields) throws RefusedRequestException {
    String rid = RequestParts.rid(fields);
    long quiet = fields.nextLong(0);
    if (quiet < 1) {
      throw RequestParts.closing(IbpError.INVALID_PARAMETER, "quiet for " + quiet + " seconds");
    }
    int timeout = RequestParts.timeout(fields);
    String message = message(fields);
    return new AdminCommand.Unmount(rid, quiet, message, timeout, password(fields));
  }

  private static IbpCommand undelete(Fields fields) throws RefusedRequestException {
    String rid = RequestParts.rid(fields);
    boolean expired = oneOf(fields, 1, "trash bin") == 1;
    String trashId = fields.next();
    if (!isName(trashId)) {
      throw RequestParts.closing(IbpError.INVALID_PARAMETER, "not a trash id");
    }
    long duration = fields.nextLong(0);
    RequestParts.checkLease(duration);
    int timeout = RequestParts.timeout(fields);
    return new AdminCommand.Undelete(rid, expired, trashId, duration, timeout, password(fields));
  }

  private static IbpCommand expiryList(Fields fields) throws RefusedRequestException {
    String rid = RequestParts.rid(fields);
    boolean absolute = oneOf(fields, 1, "kind of time") == 1;
    long time = Math.max(0, fields.nextLong(0));
    long count = fields.nextLong(0);
    RequestParts.checkNotNegative(count);
    int timeout = RequestParts.timeout(fields);
    return new AdminCommand.ExpiryList(rid, absolute, time, count, timeout, password(fields));
  }

  private static IbpCommand spaceByDate(Fields fields) throws RefusedRequestException {
    String rid = RequestParts.rid(fields);
    long bytes = fields.nextLong(0);
    RequestParts.checkNotNegative(bytes);
    int timeout = RequestParts.timeout(fields);
    return new AdminCommand.SpaceByDate(rid, bytes, timeout, password(fields));
  }

  /** A number from 0 to the largest. */
  private static int oneOf(Fields fields, int largest, String what) throws RefusedRequestException {
    long number = fields.nextLong(-1);
    if (number < 0 || number > largest) {
      throw RequestParts.closing(IbpError.INVALID_PARAMETER, what + " " + number);
    }
    return (int) number;
  }

  /** The message may hold blanks, so its length is in front of it. It is for the log. */
  private static String message(Fields fields) throws RefusedRequestException {
    long length = fields.nextLong(0);
    if (length < 0 || length > AdminCommand.MAX_TEXT) {
      throw RequestParts.closing(
          IbpError.INVALID_PARAMETER, "message of " + length + " characters");
    }
    return printable(fields.text((int) length));
  }

  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7f) {
        printable.setCharAt(i, '?');
      }
    }
    return printable.toString();
  }

  private static boolean isName(String text) {
    if (text.isEmpty() || text.length() > AdminCommand.MAX_TEXT) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '/' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private static AdminPassword password(Fields fields) throws RefusedRequestException {
    String text = fields.next();
    if (!AdminPassword.isValid(text)) {
      throw RequestParts.closing(IbpError.BAD_FORMAT, "password with a control character");
    }
    return text.isEmpty() ? AdminPassword.NONE : new AdminPassword(text);
  }
}
