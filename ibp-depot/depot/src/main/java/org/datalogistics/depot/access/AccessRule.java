package org.datalogistics.depot.access;

import java.net.InetAddress;
import java.util.List;

/**
 * Whom a command is for: {@code open}, {@code local} or a list of address blocks (IBP spec 11.1).
 */
public sealed interface AccessRule {
  /**
   * Whether a client may.
   *
   * @param here the depot's own address on the connection
   */
  boolean allows(InetAddress client, InetAddress here);

  /**
   * Reads {@code open}, {@code local}, {@code none}, or address blocks parted by semicolons.
   *
   * @throws IllegalArgumentException if it is nothing of that
   */
  static AccessRule parse(String text) {
    return switch (text.strip()) {
      case "open" -> new Open();
      case "local" -> new Local();
      case "none" -> new Blocks(List.of());
      default -> new Blocks(AddressRules.parse(List.of(text.split(";"))));
    };
  }

  /** Everybody. */
  record Open() implements AccessRule {
    @Override
    public boolean allows(InetAddress client, InetAddress here) {
      return true;
    }
  }

  /** Who is on the same machine. */
  record Local() implements AccessRule {
    @Override
    public boolean allows(InetAddress client, InetAddress here) {
      return client.isLoopbackAddress() || client.equals(here);
    }
  }

  /** Who is in one of the blocks. */
  record Blocks(List<AddressBlock> blocks) implements AccessRule {
    public Blocks {
      blocks = List.copyOf(blocks);
    }

    @Override
    public boolean allows(InetAddress client, InetAddress here) {
      return AddressRules.contains(blocks, client);
    }
  }
}
