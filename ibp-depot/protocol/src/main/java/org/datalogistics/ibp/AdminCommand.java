package org.datalogistics.ibp;

/**
 * Commands of the operator (IBP spec 10). A depot decides by the address of the client and the
 * password, an optional field behind all others, whether it carries them out.
 */
public sealed interface AdminCommand extends IbpCommand {
  /** Longest message of MOUNT and UNMOUNT, longest trash id (IBP spec 2). */
  int MAX_TEXT = 1023;

  /** What the client knows. */
  AdminPassword password();

  /** Set mode (90): what clients may do on a resource. */
  record SetMode(
      String rid, boolean write, boolean read, boolean manage, int timeout, AdminPassword password)
      implements AdminCommand {}

  /**
   * Mount a resource that the configuration names (91).
   *
   * @param rebuild 0 none, 1 and 2 rebuild the metadata from the files
   * @param message for the log, may be empty
   */
  record Mount(String rid, int rebuild, String message, int timeout, AdminPassword password)
      implements AdminCommand {
    public Mount {
      requireMessage(message);
    }
  }

  /**
   * Unmount a resource (92).
   *
   * @param quietSeconds how long nothing may have happened on it, at least 1
   * @param message for the log, may be empty
   */
  record Unmount(String rid, long quietSeconds, String message, int timeout, AdminPassword password)
      implements AdminCommand {
    public Unmount {
      requireMessage(message);
    }
  }

  /** List the damaged allocations of a resource (93). */
  record ListCorrupt(String rid, int timeout, AdminPassword password) implements AdminCommand {}

  /** The configuration as text (94). */
  record Configuration(int timeout, AdminPassword password) implements AdminCommand {}

  /**
   * Look through the trash again (95).
   *
   * @param rid {@link IbpCommand#ANY_RID} for all resources
   */
  record RescanTrash(String rid, int timeout, AdminPassword password) implements AdminCommand {}

  /**
   * Take an allocation out of the trash (96).
   *
   * @param expired from the bin of the expired ones, not of the deleted ones
   * @param trashId its name in the bin
   * @param durationSeconds its new lease
   */
  record Undelete(
      String rid,
      boolean expired,
      String trashId,
      long durationSeconds,
      int timeout,
      AdminPassword password)
      implements AdminCommand {}

  /**
   * The allocations that expire next (97).
   *
   * @param absolute whether {@code timeSeconds} counts from 1970, not from now
   * @param timeSeconds leases that end earlier are left out
   * @param count how many at most
   */
  record ExpiryList(
      String rid,
      boolean absolute,
      long timeSeconds,
      long count,
      int timeout,
      AdminPassword password)
      implements AdminCommand {}

  /**
   * When so much space will have become free (98).
   *
   * @param bytes how much is wanted
   */
  record SpaceByDate(String rid, long bytes, int timeout, AdminPassword password)
      implements AdminCommand {}

  private static void requireMessage(String message) {
    boolean printable = message.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    if (!printable || message.length() > MAX_TEXT) {
      throw new IllegalArgumentException(
          "a message has at most " + MAX_TEXT + " printable ASCII characters, on one line");
    }
  }
}
