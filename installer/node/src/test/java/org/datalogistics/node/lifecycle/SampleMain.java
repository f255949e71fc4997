package org.datalogistics.node.lifecycle;

import java.util.List;
import org.datalogistics.node.config.ConfigSchema;
import org.datalogistics.node.config.Key;

/** A service in a process of its own: closing it can be made to hang or fail. */
final class SampleMain {
  private static final Key<String> ON_CLOSE =
      Key.choice("on-close", "end", "hang", "fail").byDefault("end");
  private static final Key<Boolean> BROKEN = Key.bool("broken").byDefault(false);

  record Config(String onClose, boolean broken) {}

  static final ConfigSchema<Config> SCHEMA =
      ConfigSchema.of(
          "sample", s -> new Config(s.get(ON_CLOSE), s.get(BROKEN)), List.of(ON_CLOSE, BROKEN));

  private SampleMain() {}

  public static void main(String[] args) {
    System.exit(ServiceMain.ofProcess().run(SCHEMA, SampleMain::service, args));
  }

  static Service service(Config config) throws java.io.IOException {
    if (config.broken()) {
      throw new java.io.IOException("data folder is in use");
    }
    return new FakeService("sample", new java.util.ArrayList<>())
        .onClose(
            () -> {
              System.out.println("CLOSING");
              switch (config.onClose()) {
                case "hang" -> Thread.sleep(600_000);
                case "fail" -> throw new IllegalStateException("cannot close");
                default -> System.out.println("CLOSED");
              }
            });
  }
}
