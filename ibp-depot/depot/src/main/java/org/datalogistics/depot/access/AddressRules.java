package org.datalogistics.depot.access;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A list of what is allowed and one of what is not: an address must be in no denied block, and in
 * an allowed one unless there are none.
 *
 * @param allow empty: everybody that is not denied
 */
public record AddressRules(List<AddressBlock> allow, List<AddressBlock> deny) {
  /** Everybody. */
  public static final AddressRules OPEN = new AddressRules(List.of(), List.of());

  /** Names for blocks that are often meant together. */
  private static final Map<String, List<AddressBlock>> NAMED =
      Map.of(
          "loopback", blocks("127.0.0.0/8", "::1"),
          "private", blocks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
          "link-local", blocks("169.254.0.0/16", "fe80::/10"),
          "any", blocks("0.0.0.0/0", "::/0"));

  public AddressRules {
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
  }

  /**
   * Reads both lists; each element is an {@link AddressBlock} or one of the names loopback,
   * private, link-local, any.
   *
   * @throws IllegalArgumentException naming the element that is none of them
   */
  public static AddressRules of(List<String> allow, List<String> deny) {
    return new AddressRules(parse(allow), parse(deny));
  }

  /** The blocks of such a list. */
  static List<AddressBlock> parse(List<String> texts) {
    List<AddressBlock> blocks = new ArrayList<>();
    for (String text : texts) {
      List<AddressBlock> named = NAMED.get(text.strip());
      blocks.addAll(named == null ? List.of(AddressBlock.parse(text.strip())) : named);
    }
    return blocks;
  }

  private static List<AddressBlock> blocks(String... texts) {
    return List.of(texts).stream().map(AddressBlock::parse).toList();
  }

  /** Whether that address is allowed. */
  public boolean allows(InetAddress address) {
    return !contains(deny, address) && (allow.isEmpty() || contains(allow, address));
  }

  static boolean contains(List<AddressBlock> blocks, InetAddress address) {
    for (AddressBlock block : blocks) {
      if (block.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
