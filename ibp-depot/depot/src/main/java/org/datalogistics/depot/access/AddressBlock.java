package org.datalogistics.depot.access;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Addresses that begin alike: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, a single address. An IPv4
 * address is never in a block of IPv6, also when it came written as one of IPv6.
 *
 * @param base an address of the block
 * @param bits how many leading bits all have in common
 */
public record AddressBlock(InetAddress base, int bits) {
  public AddressBlock {
    if (bits < 0 || bits > base.getAddress().length * 8) {
      throw new IllegalArgumentException(base.getHostAddress() + " with a prefix of " + bits);
    }
  }

  /**
   * Reads {@code ADDRESS} or {@code ADDRESS/BITS}; names are not looked up.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static AddressBlock parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address.strip());
    if (bytes == null) {
      throw new IllegalArgumentException("not an address or ADDRESS/BITS: " + text);
    }
    try {
      InetAddress base = InetAddress.getByAddress(bytes);
      int most = base.getAddress().length * 8;
      return new AddressBlock(base, slash < 0 ? most : bits(text.substring(slash + 1), most, text));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address: " + text, e);
    }
  }

  private static int bits(String digits, int most, String text) {
    try {
      int bits = Integer.parseInt(digits.strip());
      if (bits >= 0 && bits <= most) {
        return bits;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not an address or ADDRESS/BITS: " + text, e);
    }
    throw new IllegalArgumentException("a prefix has 0 to " + most + " bits: " + text);
  }

  /** Whether the address is one of them. */
  public boolean contains(InetAddress address) {
    byte[] ours = base.getAddress();
    byte[] other = address.getAddress();
    if (ours.length != other.length) {
      return false;
    }
    int whole = bits / 8;
    for (int i = 0; i < whole; i++) {
      if (ours[i] != other[i]) {
        return false;
      }
    }
    int rest = 8 - bits % 8;
    return rest == 8 || (ours[whole] & 0xff) >> rest == (other[whole] & 0xff) >> rest;
  }

  @Override
  public String toString() {
    return base.getHostAddress() + "/" + bits;
  }
}
