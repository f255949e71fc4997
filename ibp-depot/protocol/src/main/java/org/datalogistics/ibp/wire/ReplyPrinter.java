package org.datalogistics.ibp.wire;

import java.util.List;
import java.util.Locale;
import org.datalogistics.ibp.AliasStatus;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.ChecksumType;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.StoredChecksums;

/**
 * Writes the reply lines of a depot, ACCRE style: a blank in front of the line end (IBP spec 2).
 */
public final class ReplyPrinter {
  private ReplyPrinter() {}

  /** Success without values; also the go-ahead for payload. */
  public static String ok() {
    return "1 \n";
  }

  /** An error line: the code alone (IBP spec 6.1). */
  public static String error(IbpError error) {
    return error.code() + " \n";
  }

  /** Bytes stored, copied, or about to follow. */
  public static String length(long bytes) {
    return "1 " + bytes + " \n";
  }

  /** The three capabilities of a new allocation. */
  public static String capabilities(CapabilitySet caps) {
    return "1 " + caps.read().uri() + " " + caps.write().uri() + " " + caps.manage().uri() + " \n";
  }

  /** The answer to PROBE. */
  public static String probe(AllocationStatus status) {
    return "1 "
        + status.readCount()
        + " "
        + status.writeCount()
        + " "
        + status.size()
        + " "
        + status.maxSize()
        + " "
        + status.secondsLeft()
        + " "
        + status.reliability().wireValue()
        + " "
        + status.type().wireValue()
        + " \n";
  }

  /** The answer to PROBE of an alias (IBP spec 7.8). */
  public static String aliasProbe(AliasStatus status) {
    return "1 "
        + status.readCount()
        + " "
        + status.writeCount()
        + " "
        + status.offset()
        + " "
        + status.length()
        + " "
        + status.secondsLeft()
        + " \n";
  }

  /** The header of the answer to GET_CHKSUM, without a blank at its end (IBP spec 2, 7.12). */
  public static String storedChecksums(StoredChecksums stored) {
    ChecksumType type = stored.checksum().type();
    return "1 "
        + type.wireValue()
        + " "
        + type.digestLength()
        + " "
        + stored.checksum().blockSize()
        + " "
        + stored.blocks()
        + " "
        + stored.digestBytes()
        + "\n";
  }

  /** The answer to VALIDATE_CHKSUM, without a blank at its end (IBP spec 2, 7.12). */
  public static String damagedBlocks(long count) {
    return "1 " + count + "\n";
  }

  /** The answer to STATUS RES. */
  public static String resources(List<String> rids) {
    return "1 " + String.join(" ", rids) + " \n";
  }

  /** The answer to STATUS INQ in version 1: a length line and the line of tags (IBP spec 7.11). */
  public static String inquire(DepotStatus status) {
    return inquire(List.of(status));
  }

  /** The same for several resources, a group of tags each. */
  public static String inquire(List<DepotStatus> resources) {
    String tags = StatusTags.print(resources);
    return "1 " + tags.length() + " \n" + tags;
  }

  /** The answer to STATUS INQ in version 0: megabytes, and no status in front (IBP spec 7.11). */
  public static String inquireV0(DepotStatus status) {
    long soft = status.total() >> 20;
    long usedSoft = Math.max(0, status.used() - status.usedHard()) >> 20;
    return (status.totalHard() >> 20)
        + " "
        + (status.usedHard() >> 20)
        + " "
        + soft
        + " "
        + usedSoft
        + " "
        + status.maxDurationSeconds()
        + " \n";
  }

  /** The answer to STATUS VERSION: free text between the status and END. */
  public static String version(String text) {
    return "1\n" + text + "END\n";
  }

  /** The closing notice: how long to wait before trying again (IBP spec 6.3). */
  public static String notice(double seconds) {
    return IbpError.OUT_OF_SOCKETS.code()
        + " "
        + String.format(Locale.ROOT, "%.6f", seconds)
        + "\n";
  }
}
