package org.datalogistics.depot.access;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Whom an address belongs to as far as limits go: an address of IPv4, or the 64 bits in front of
 * one of IPv6, behind which a client can choose any number.
 */
record ClientKey(boolean six, long prefix) {
  static ClientKey of(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return bytes.remaining() == 4
        ? new ClientKey(false, bytes.getInt())
        : new ClientKey(true, bytes.getLong());
  }
}
