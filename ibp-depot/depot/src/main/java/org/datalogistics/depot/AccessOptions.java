package org.datalogistics.depot;

import java.util.List;
import org.datalogistics.depot.access.Access;
import org.datalogistics.depot.access.AddressRules;
import org.datalogistics.depot.access.CopyDestinations;
import org.datalogistics.node.config.Key;
import org.datalogistics.node.config.Settings;

/** Settings of who may connect, use which commands, and be copied to. */
final class AccessOptions {
  private static final String ACCESS = "Access";
  private static final String BLOCKS = "an address, ADDRESS/BITS, loopback, private or link-local";

  private static final Key<List<String>> CLIENT_ALLOW =
      Key.list("client-allow", Key.string("client-allow"))
          .in(ACCESS)
          .help("clients that may connect: " + BLOCKS + "; all if not given");
  private static final Key<List<String>> CLIENT_DENY =
      Key.list("client-deny", Key.string("client-deny"))
          .in(ACCESS)
          .help("clients that may not connect, written likewise; stronger than client-allow");
  private static final Key<List<String>> ACCESS_RULES =
      Key.list("access", Key.string("access"))
          .in(ACCESS)
          .help(
              "GROUP=RULE, who may use a group of commands: open, local, none, or addresses parted"
                  + " by semicolons; groups are default, internal, allocate, store, write, load,"
                  + " manage, ...");
  private static final Key<List<String>> COPY_ALLOW =
      Key.list("copy-allow", Key.string("copy-allow"))
          .in(ACCESS)
          .help(
              "where the depot connects for copies, written as client-allow; all but link-local"
                  + " addresses if not given");
  private static final Key<List<String>> COPY_DENY =
      Key.list("copy-deny", Key.string("copy-deny"))
          .in(ACCESS)
          .help("where it does not connect, such as loopback; stronger than copy-allow");

  static final List<Key<?>> KEYS =
      List.of(CLIENT_ALLOW, CLIENT_DENY, ACCESS_RULES, COPY_ALLOW, COPY_DENY);

  private AccessOptions() {}

  static Access access(Settings settings) {
    return Access.of(
        AddressRules.of(settings.get(CLIENT_ALLOW), settings.get(CLIENT_DENY)),
        settings.get(ACCESS_RULES));
  }

  static CopyDestinations copies(Settings settings) {
    return new CopyDestinations(AddressRules.of(settings.get(COPY_ALLOW), settings.get(COPY_DENY)));
  }
}
