package org.datalogistics.node.lifecycle;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.datalogistics.node.config.ConfigSchema;
import org.datalogistics.node.config.Key;

/** A service in a process of its own that prints what it takes over. */
final class ReloadMain {
  private static final Key<Integer> LIMIT = Key.integer("limit", 1, 100).byDefault(1);
  private static final Key<Integer> PORT = Key.port("port").byDefault(1);

  record Config(int limit, int port) {}

  static final ConfigSchema<Config> SCHEMA =
      ConfigSchema.of("depot", s -> new Config(s.get(LIMIT), s.get(PORT)), List.of(LIMIT, PORT));

  private ReloadMain() {}

  public static void main(String[] args) {
    System.exit(ServiceMain.ofProcess().run(SCHEMA, ReloadMain::service, args));
  }

  static Service service(Config config) {
    return new ReloadableService<Config>() {
      @Override
      public String name() {
        return "depot";
      }

      @Override
      public void start() {}

      @Override
      public String address() {
        return "limit:" + config.limit();
      }

      @Override
      public void reload(Config changed) throws IOException {
        if (changed.limit() == 66) {
          throw new IOException("66 is not possible here");
        }
        System.out.println("LIMIT " + changed.limit());
      }

      @Override
      public Set<String> fixedKeys() {
        return Set.of("port");
      }

      @Override
      public void close() {}
    };
  }
}
