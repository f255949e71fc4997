package org.datalogistics.ibp.wire;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.Reliability;

/**
 * Reads the reply lines of every known depot: leading blanks, with and without a blank at the end,
 * anything but 1 a failure (IBP spec 14.17). {@code what} names the operation in errors.
 */
public final class ReplyParser {
  private ReplyParser() {}

  /**
   * Checks the status of a line that carries no values.
   *
   * @throws IbpException if it is not 1
   */
  public static void ok(String line, String what) throws IbpException {
    success(line, what);
  }

  /** The byte count of a STORE result, LOAD header or copy result. */
  public static long length(String line, String what) throws IbpException {
    long length = success(line, what).nextLong(-1);
    if (length < 0) {
      throw malformed(what, "no length");
    }
    return length;
  }

  /** The capabilities of an ALLOCATE reply. */
  public static CapabilitySet capabilities(String line, String what) throws IbpException {
    Fields fields = success(line, what);
    try {
      return new CapabilitySet(
          Capability.parse(fields.next()),
          Capability.parse(fields.next()),
          Capability.parse(fields.next()));
    } catch (IllegalArgumentException e) {
      throw new IbpException(IbpError.WRONG_CAP_FORMAT, what + ": " + e.getMessage(), e);
    }
  }

  /** The answer to PROBE. */
  public static AllocationStatus probe(String line, String what) throws IbpException {
    Fields fields = success(line, what);
    int readCount = (int) fields.nextLong(0);
    int writeCount = (int) fields.nextLong(0);
    long size = fields.nextLong(-1);
    long maxSize = fields.nextLong(-1);
    long seconds = fields.nextLong(Long.MIN_VALUE);
    Reliability reliability = Reliability.ofWire(fields.nextLong(-1));
    AllocationType type = AllocationType.ofWire(fields.nextLong(-1));
    if (size < 0 || maxSize < 0 || reliability == null || type == null) {
      throw malformed(what, "incomplete allocation status");
    }
    return new AllocationStatus(readCount, writeCount, size, maxSize, seconds, reliability, type);
  }

  /** The resource ids of a STATUS RES reply. */
  public static List<String> resources(String line, String what) throws IbpException {
    Fields fields = success(line, what);
    List<String> rids = new ArrayList<>();
    for (String rid = fields.next(); !rid.isEmpty(); rid = fields.next()) {
      rids.add(rid);
    }
    return List.copyOf(rids);
  }

  /**
   * The line of tags of a STATUS INQ reply of version 1, behind its length line. Tags in any order,
   * unknown ones ignored; of several resources the first.
   */
  public static DepotStatus inquire(String tags, String what) throws IbpException {
    Fields fields = new Fields(tags.replace('\n', ' '));
    String rid = "";
    long[] values = new long[7];
    String names = "CT:UT:SH:UH:AT:AH:DR:";
    boolean any = false;
    for (String tag = fields.next(); !tag.isEmpty() && !tag.equals("RE"); tag = fields.next()) {
      if (tag.startsWith("RID:")) {
        rid = tag.substring(4);
      } else if (tag.length() > 3 && tag.charAt(2) == ':') {
        int index = names.indexOf(tag.substring(0, 3));
        if (index >= 0 && index % 3 == 0) {
          values[index / 3] = Fields.parseLong(tag.substring(3), 0);
          any = true;
        }
      }
    }
    if (!any) {
      throw malformed(what, "no tags");
    }
    return new DepotStatus(
        rid, values[0], values[1], values[2], values[3], values[4], values[5], values[6]);
  }

  /** A STATUS INQ reply of version 0: five numbers, megabytes (IBP spec 7.11). */
  public static DepotStatus inquireV0(String line, String what) throws IbpException {
    Fields fields = new Fields(line);
    long hard = fields.nextLong(Long.MIN_VALUE);
    if (hard < 0) {
      throw failure(hard, what);
    }
    long usedHard = fields.nextLong(0);
    long soft = fields.nextLong(0);
    long usedSoft = fields.nextLong(0);
    long duration = fields.nextLong(0);
    long total = Math.max(hard, soft) << 20;
    long used = (usedHard + usedSoft) << 20;
    return new DepotStatus(
        "",
        total,
        used,
        hard << 20,
        usedHard << 20,
        Math.max(0, total - used),
        Math.max(0, (hard - usedHard) << 20),
        duration);
  }

  private static Fields success(String line, String what) throws IbpException {
    Fields fields = new Fields(line);
    long status = fields.nextLong(Long.MIN_VALUE);
    if (status != 1) {
      throw failure(status, what);
    }
    return fields;
  }

  private static IbpException failure(long status, String what) {
    return status == Long.MIN_VALUE
        ? malformed(what, "no status")
        : new IbpException(IbpError.ofCode(status), what);
  }

  private static IbpException malformed(String what, String why) {
    return new IbpException(IbpError.BAD_FORMAT, what + ": malformed reply, " + why);
  }
}
