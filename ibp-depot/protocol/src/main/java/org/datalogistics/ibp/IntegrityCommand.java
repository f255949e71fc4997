package org.datalogistics.ibp;

/** Questions about the checksums that are stored on disk (IBP spec 7.12). */
public sealed interface IntegrityCommand extends IbpCommand {
  /** The manage key. */
  AccessKey key();

  /**
   * GET_CHKSUM.
   *
   * @param infoOnly only type, sizes and counts, without the digests
   */
  record GetChecksums(AccessKey key, boolean infoOnly, int timeout) implements IntegrityCommand {}

  /**
   * VALIDATE_CHKSUM: reads all data and counts the blocks that do not match.
   *
   * @param correct store the digests of the present data in place of those that do not match
   */
  record ValidateChecksums(AccessKey key, boolean correct, int timeout)
      implements IntegrityCommand {}
}
