package org.datalogistics.depot.command;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Set;
import org.datalogistics.ibp.DepotAddress;

/**
 * The addresses under which a depot reaches itself: copies between its own allocations need no
 * network. Names are compared, never looked up; under an unknown one the copy goes over the
 * network, and works as well.
 */
final class OwnAddresses {
  private final String publicHost;
  private final InetAddress bound;
  private final Set<Integer> ports;

  /**
   * @param publicHost what capabilities name
   * @param bound the address that is listened on, maybe the wildcard
   * @param ports the ports that are listened on
   */
  OwnAddresses(String publicHost, InetAddress bound, Set<Integer> ports) {
    this.publicHost = publicHost;
    this.bound = bound;
    this.ports = Set.copyOf(ports);
  }

  boolean contains(DepotAddress depot) {
    if (!ports.contains(depot.port())) {
      return false;
    }
    String host = depot.host();
    if (host.equalsIgnoreCase(publicHost)) {
      return true;
    }
    if (host.equalsIgnoreCase("localhost")) {
      return bound.isLoopbackAddress() || bound.isAnyLocalAddress();
    }
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
    return literal != null && isBound(literal);
  }

  private boolean isBound(byte[] literal) {
    try {
      InetAddress address = InetAddress.getByAddress(literal);
      if (address.equals(bound)) {
        return true;
      }
      return bound.isAnyLocalAddress()
          && (address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null);
    } catch (UnknownHostException | SocketException e) {
      return false; // Then the copy takes the way over the network.
    }
  }
}
