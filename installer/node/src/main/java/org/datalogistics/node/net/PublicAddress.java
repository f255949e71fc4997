package org.datalogistics.node.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Chooses the address that a node tells others to reach it by: a host name that leads to it, else
 * an IPv4 address others can route to, else the loopback address. Pure; {@link Machine} finds out
 * what there is to choose from.
 */
public final class PublicAddress {
  /** Where a machine is that has no other address. */
  public static final String LOOPBACK = "127.0.0.1";

  /**
   * An address of this machine.
   *
   * @param networkInterface the interface that has it
   * @param address the address
   */
  public record Candidate(String networkInterface, InetAddress address) {}

  private PublicAddress() {}

  /**
   * Chooses. Public addresses come before private ones (RFC 1918, RFC 6598), those of the interface
   * with the default route before others, and then in the order given. The host name wins when it
   * is fully qualified (a short one means nothing elsewhere) and {@code resolve} leads from it to
   * the chosen address.
   */
  public static String choose(
      List<Candidate> candidates,
      Optional<String> defaultInterface,
      Optional<String> hostName,
      Function<String, List<InetAddress>> resolve) {
    Optional<InetAddress> best =
        candidates.stream()
            .filter(candidate -> isRoutable(candidate.address()))
            .min(
                Comparator.comparing((Candidate c) -> isPrivate(c.address()))
                    .thenComparing(c -> !c.networkInterface().equals(defaultInterface.orElse(""))))
            .map(Candidate::address);
    if (best.isEmpty()) {
      return LOOPBACK;
    }
    return hostName
        .filter(name -> name.contains("."))
        .filter(name -> resolve.apply(name).contains(best.get()))
        .orElse(best.get().getHostAddress());
  }

  private static boolean isRoutable(InetAddress address) {
    return address instanceof Inet4Address
        && !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isAnyLocalAddress()
        && !address.isMulticastAddress();
  }

  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean carrierGrade = bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    return address.isSiteLocalAddress() || carrierGrade;
  }
}
