package org.datalogistics.ibp.wire;

import org.datalogistics.ibp.ExpiryEntry;
import org.datalogistics.ibp.FreeingEntry;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;

/**
 * The answers to administrative commands (IBP spec 10), printed and read line by line, so that a
 * list of any length needs no memory. {@code what} names the operation in errors.
 */
public final class AdminReplies {
  /** The line behind the expiry list and the space by date. */
  public static final String END = "END\n";

  private AdminReplies() {}

  /** The line in front of the configuration, which has so many bytes. */
  public static String configurationHeader(long bytes) {
    return "1 " + bytes + "\n";
  }

  /** A line of the list of damaged allocations, which {@link ReplyPrinter#length} announces. */
  public static String corruptLine(long id) {
    return Long.toUnsignedString(id) + "\n";
  }

  /** Reads a line of the list of damaged allocations: the id, an unsigned number. */
  public static long corrupt(String line, String what) throws IbpException {
    return id(new Fields(trimmed(line)).next(), what);
  }

  /** A line of the expiry list; {@link #END} is behind the last. */
  public static String expiryLine(ExpiryEntry entry) {
    String id = Long.toUnsignedString(entry.id());
    return entry.expirySeconds() + " " + id + " " + entry.maxSize() + "\n";
  }

  /** Reads a line of the expiry list. */
  public static ExpiryEntry expiry(String line, String what) throws IbpException {
    Fields fields = new Fields(trimmed(line));
    long expiry = number(fields, what);
    long id = id(fields.next(), what);
    return new ExpiryEntry(expiry, id, number(fields, what));
  }

  /** A line of the space by date; {@link #END} is behind the last. */
  public static String freeingLine(FreeingEntry entry) {
    return entry.expirySeconds()
        + " "
        + entry.allocations()
        + " "
        + entry.aliases()
        + " "
        + entry.bytesUsed()
        + " "
        + entry.bytes()
        + "\n";
  }

  /** Reads a line of the space by date. */
  public static FreeingEntry freeing(String line, String what) throws IbpException {
    Fields fields = new Fields(trimmed(line));
    return new FreeingEntry(
        number(fields, what),
        number(fields, what),
        number(fields, what),
        number(fields, what),
        number(fields, what));
  }

  /** Whether a line without its line end is the one behind a list. */
  public static boolean isEnd(String line) {
    return line.strip().equals("END");
  }

  private static String trimmed(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private static long number(Fields fields, String what) throws IbpException {
    long number = fields.nextLong(Long.MIN_VALUE);
    if (number == Long.MIN_VALUE) {
      throw malformed(what, "a number is missing");
    }
    return number;
  }

  private static long id(String text, String what) throws IbpException {
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw malformed(what, "not an allocation id");
    }
  }

  private static IbpException malformed(String what, String why) {
    return new IbpException(IbpError.BAD_FORMAT, what + ": malformed reply, " + why);
  }
}
