package org.datalogistics.setup.ibp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.ibp.client.ClientTls;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.ibp.client.IbpClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * The options that every command has: how depots are connected to.
 *
 * @param tls how to speak TLS; null for plain TCP
 * @param rest the other arguments
 */
record Connecting(@Nullable ClientTls tls, List<String> rest) {
  Connecting {
    rest = List.copyOf(rest);
  }

  /** Takes these options out of a command line. */
  static Connecting read(String[] arguments) throws UsageException {
    boolean tls = false;
    Path authorities = null;
    List<String> pins = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      String word = arguments[i];
      String name = word.startsWith("--") ? word.split("=", 2)[0] : "";
      switch (name) {
        case "--tls" -> tls = true;
        case "--tls-ca", "--tls-pin" -> {
          boolean joined = word.length() > name.length();
          if (!joined && ++i == arguments.length) {
            throw new UsageException(name + " wants a value");
          }
          String value = joined ? word.substring(name.length() + 1) : arguments[i];
          if (name.equals("--tls-ca")) {
            authorities = Path.of(value);
          } else {
            pins.add(value);
          }
        }
        default -> rest.add(word);
      }
    }
    if (!tls && authorities == null && pins.isEmpty()) {
      return new Connecting(null, rest);
    }
    try {
      return new Connecting(new ClientTls(authorities, pins, null, null), rest);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
  }

  /** A client that connects so. */
  IbpClient client() throws UsageException {
    try {
      return new IbpClient(IbpClientConfig.builder().tls(tls).build());
    } catch (IllegalArgumentException e) { // A certificate that is none.
      throw new UsageException(e);
    }
  }
}
