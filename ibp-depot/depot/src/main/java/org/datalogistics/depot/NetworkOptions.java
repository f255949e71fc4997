package org.datalogistics.depot;

import java.util.List;
import java.util.Optional;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.node.config.Key;
import org.datalogistics.node.config.Settings;
import org.datalogistics.node.net.Machine;

/** Settings of where the depot listens and how it is called. */
final class NetworkOptions {
  private static final String NETWORK = "Network";
  private static final String ANY_ADDRESS = "0.0.0.0";

  private static final Key<Integer> PORT =
      Key.port("port")
          .byDefault(DepotAddress.DEFAULT_PORT)
          .in(NETWORK)
          .help("TCP port to listen on, 0 for any free one");
  private static final Key<String> HOST =
      Key.string("host")
          .byDefault(ANY_ADDRESS)
          .in(NETWORK)
          .help("address to listen on; also what capabilities name, unless public-host says else");
  private static final Key<Optional<String>> PUBLIC_HOST =
      Key.string("public-host")
          .in(NETWORK)
          .help(
              "name or address in capabilities; when listening on all, the machine's own is found")
          .optional();

  static final List<Key<?>> KEYS = List.of(PORT, HOST, PUBLIC_HOST);

  private NetworkOptions() {}

  static String host(Settings settings) {
    return settings.get(HOST);
  }

  static int port(Settings settings) {
    return settings.get(PORT);
  }

  static String publicHost(Settings settings) {
    String host = settings.get(HOST);
    return settings
        .get(PUBLIC_HOST)
        .orElseGet(() -> host.equals(ANY_ADDRESS) ? Machine.publicAddress() : host);
  }
}
