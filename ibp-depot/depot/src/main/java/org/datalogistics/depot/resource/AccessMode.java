package org.datalogistics.depot.resource;

import java.util.Set;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpError;

/**
 * The access bits of a resource (IBP spec 10, command 90), beside its {@link ResourceState}: which
 * kinds of command its allocations take. Without write access space can still be leased.
 */
public record AccessMode(boolean read, boolean write, boolean manage) {
  /** Everything. */
  public static final AccessMode ALL = new AccessMode(true, true, true);

  private static final int WRITE = 1;
  private static final int READ = 2;
  private static final int MANAGE = 4;

  /** From the bits on the wire: 1 write, 2 read, 4 manage. */
  public static AccessMode ofBits(int bits) {
    return new AccessMode((bits & READ) != 0, (bits & WRITE) != 0, (bits & MANAGE) != 0);
  }

  /** The bits on the wire. */
  public int bits() {
    return (write ? WRITE : 0) | (read ? READ : 0) | (manage ? MANAGE : 0);
  }

  /**
   * Checks that a command may use an allocation.
   *
   * @param kinds the kinds of key that it takes; with the manage key among them it manages
   * @throws RefusedException -17, -16 or -15
   */
  void require(Set<CapabilityKind> kinds) throws RefusedException {
    if (kinds.contains(CapabilityKind.MANAGE)) {
      require(manage, IbpError.FILE_ACCESS, "manage");
    } else if (kinds.contains(CapabilityKind.WRITE)) {
      require(write, IbpError.FILE_WRITE, "write");
    } else {
      require(read, IbpError.FILE_READ, "read");
    }
  }

  private static void require(boolean allowed, IbpError error, String access)
      throws RefusedException {
    if (!allowed) {
      throw new RefusedException(error, "the resource has no " + access + " access");
    }
  }
}
