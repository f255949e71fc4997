package org.datalogistics.depot.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the depot connects when a client asks for a copy. Any client can name any host there, so
 * addresses that belong to no other depot are out: what is no single machine's address never is,
 * and link-local ones, where routers and the services of a cloud answer, only when they are allowed
 * by name. Loopback and private addresses are as good as others, since the depots of a laboratory,
 * or of one machine, copy between each other; {@code rules} can deny them.
 *
 * @param rules of the operator
 */
public record CopyDestinations(AddressRules rules) {
  private static final List<AddressBlock> NEVER =
      AddressRules.parse(
          List.of("0.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4", "::/128", "ff00::/8", "100::/64"));
  private static final List<AddressBlock> LINK_LOCAL = AddressRules.parse(List.of("link-local"));

  /** Prefixes of IPv6 addresses that lead to an IPv4 address, and where in them it stands. */
  private static final AddressBlock COMPATIBLE = AddressBlock.parse("::/96");

  private static final AddressBlock NAT64 = AddressBlock.parse("64:ff9b::/96");
  private static final AddressBlock SIX_TO_FOUR = AddressBlock.parse("2002::/16");

  /** All that a depot can have. */
  public static final CopyDestinations USUAL = new CopyDestinations(AddressRules.OPEN);

  /** Whether a copy may go to or come from that address: the one that is connected to, no name. */
  public boolean allows(InetAddress address) {
    return allowsPlain(address) && embedded(address).map(this::allowsPlain).orElse(true);
  }

  private boolean allowsPlain(InetAddress address) {
    if (AddressRules.contains(NEVER, address)) {
      return false;
    }
    if (AddressRules.contains(LINK_LOCAL, address)
        && !AddressRules.contains(rules.allow(), address)) {
      return false;
    }
    return rules.allows(address);
  }

  /** The IPv4 address that a translator or tunnel would pass the bytes on to. */
  private static Optional<InetAddress> embedded(InetAddress address) {
    if (!(address instanceof Inet6Address) || address.isLoopbackAddress()) {
      return Optional.empty();
    }
    byte[] bytes = address.getAddress();
    if (COMPATIBLE.contains(address) || NAT64.contains(address)) {
      return Optional.of(inet4(bytes, 12));
    }
    return SIX_TO_FOUR.contains(address) ? Optional.of(inet4(bytes, 2)) : Optional.empty();
  }

  private static InetAddress inet4(byte[] bytes, int at) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
