package org.datalogistics.depot;

import java.util.List;
import java.util.Optional;
import org.datalogistics.depot.command.CommandConfig;
import org.datalogistics.node.config.Key;
import org.datalogistics.node.config.Settings;

/** Settings of who may ask for what. */
final class CommandOptions {
  private static final String PASSWORDS = "Passwords";

  private static final Key<String> PASSWORD =
      Key.string("password")
          .byDefault(CommandConfig.USUAL_PASSWORD)
          .in(PASSWORDS)
          .help("the password of status inquiries; all known clients send the default");
  private static final Key<String> STATUS_PASSWORD =
      Key.choice("status-password", "any", "required")
          .byDefault("any")
          .in(PASSWORDS)
          .help("whether status inquiries must bring the password, as the C depot wants it");
  private static final Key<Optional<String>> ADMIN_PASSWORD =
      Key.secret("admin-password")
          .in(PASSWORDS)
          .help("what the operator's commands must bring as their last field; without it nothing")
          .optional();

  static final List<Key<?>> KEYS = List.of(PASSWORD, STATUS_PASSWORD, ADMIN_PASSWORD);

  private CommandOptions() {}

  static CommandConfig commands(Settings settings, boolean softFail) {
    return new CommandConfig(
        softFail,
        settings.get(PASSWORD),
        settings.get(STATUS_PASSWORD).equals("required"),
        settings.get(ADMIN_PASSWORD));
  }
}
