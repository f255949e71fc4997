package org.datalogistics.ibp.wire;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.ibp.AliasStatus;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.ChecksumType;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.StoredChecksums;

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

  /**
   * The byte count of a STORE result, LOAD header, copy result or configuration header; the count
   * of damaged blocks or allocations.
   */
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

  /** The answer to PROBE of an alias (IBP spec 7.8). */
  public static AliasStatus aliasProbe(String line, String what) throws IbpException {
    Fields fields = success(line, what);
    int readCount = RequestParts.clamp(fields.nextLong(0));
    int writeCount = RequestParts.clamp(fields.nextLong(0));
    long offset = fields.nextLong(-1);
    long length = fields.nextLong(-1);
    long seconds = fields.nextLong(Long.MIN_VALUE);
    if (offset < 0 || length < 0 || seconds == Long.MIN_VALUE) {
      throw malformed(what, "incomplete alias status");
    }
    return new AliasStatus(readCount, writeCount, offset, length, seconds);
  }

  /** The header of a GET_CHKSUM reply; the digests may follow it (IBP spec 7.12). */
  public static StoredChecksums storedChecksums(String line, String what) throws IbpException {
    Fields fields = success(line, what);
    ChecksumType type = ChecksumType.ofWire(fields.nextLong(-1));
    long digestLength = fields.nextLong(-1);
    long blockSize = fields.nextLong(-1);
    long blocks = fields.nextLong(-1);
    long bytes = fields.nextLong(-1);
    if (type == null || type == ChecksumType.NONE || digestLength != type.digestLength()) {
      throw malformed(what, "unknown checksum");
    }
    if (blockSize < 1 || blocks < 0 || blocks > Long.MAX_VALUE / digestLength) {
      throw malformed(what, "incomplete checksum information");
    }
    if (bytes != blocks * digestLength) {
      throw malformed(what, bytes + " bytes of digests for " + blocks + " blocks");
    }
    return new StoredChecksums(new BlockChecksum(type, blockSize), blocks);
  }

  /**
   * The line of tags of a STATUS INQ reply of version 1, behind its length line. Tags in any order,
   * unknown ones ignored; of several resources the first.
   */
  public static DepotStatus inquire(String tags, String what) throws IbpException {
    return inquireAll(tags, what).get(0);
  }

  /** All resources of such a line of tags, at least one. */
  public static List<DepotStatus> inquireAll(String tags, String what) throws IbpException {
    List<DepotStatus> resources = StatusTags.parse(tags);
    if (resources.isEmpty()) {
      throw malformed(what, "no tags");
    }
    return resources;
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
