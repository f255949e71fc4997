package org.datalogistics.depot.access;

import java.util.Locale;
import org.datalogistics.ibp.AdminCommand;
import org.datalogistics.ibp.AliasCommand;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IntegrityCommand;
import org.datalogistics.ibp.SpaceCommand;

/**
 * Commands that are allowed or refused together, and counted together (IBP spec 11.1): checksum and
 * vector forms go with the plain command.
 */
public enum CommandGroup {
  ALLOCATE,
  SPLIT_ALLOCATE,
  MERGE_ALLOCATE,
  STATUS,
  MANAGE,
  WRITE,
  STORE,
  LOAD,
  SEND,
  PHOEBUS_SEND,
  RENAME,
  ALIAS_ALLOCATE,
  ALIAS_MANAGE,
  PUSH,
  PULL,
  VALIDATE_CHKSUM,
  GET_CHKSUM,
  /** The commands of the operator, ids 90 to 99. */
  INTERNAL;

  /** Its name in the configuration and in statistics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it makes something that has to be kept until a lease ends. */
  public boolean allocates() {
    return this == ALLOCATE || this == SPLIT_ALLOCATE || this == ALIAS_ALLOCATE;
  }

  /** Where a command belongs. */
  public static CommandGroup of(IbpCommand command) {
    if (command instanceof IbpCommand.Upload) {
      return command instanceof IbpCommand.Store ? STORE : WRITE;
    } else if (command instanceof IbpCommand.Download) {
      return LOAD;
    } else if (command instanceof IbpCommand.Copy copy) {
      return ofCopy(copy);
    } else if (command instanceof IbpCommand.Allocate) {
      return ALLOCATE;
    } else if (command instanceof SpaceCommand space) {
      return ofSpace(space);
    } else if (command instanceof AliasCommand) {
      return command instanceof AliasCommand.AliasAllocate ? ALIAS_ALLOCATE : ALIAS_MANAGE;
    } else if (command instanceof IntegrityCommand) {
      return command instanceof IntegrityCommand.GetChecksums ? GET_CHKSUM : VALIDATE_CHKSUM;
    } else if (command instanceof AdminCommand) {
      return INTERNAL;
    }
    boolean status =
        command instanceof IbpCommand.StatusInquire
            || command instanceof IbpCommand.StatusResources
            || command instanceof IbpCommand.StatusVersion;
    return status ? STATUS : MANAGE;
  }

  private static CommandGroup ofCopy(IbpCommand.Copy copy) {
    if (copy instanceof IbpCommand.Send) {
      return copy.route().isPhoebus() ? PHOEBUS_SEND : SEND;
    }
    return copy instanceof IbpCommand.Push ? PUSH : PULL;
  }

  private static CommandGroup ofSpace(SpaceCommand space) {
    if (space instanceof SpaceCommand.Rename) {
      return RENAME;
    }
    return space instanceof SpaceCommand.Split ? SPLIT_ALLOCATE : MERGE_ALLOCATE;
  }
}
