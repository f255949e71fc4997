package org.datalogistics.depot;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.datalogistics.depot.access.AddressRules;
import org.datalogistics.depot.net.NetConfig;
import org.datalogistics.depot.resource.ResourceConfig;
import org.datalogistics.node.config.Durations;

/**
 * The settings in effect, as sections of {@code key=value} for the operator (IBP spec 10, command
 * 94). Passwords are left out.
 */
final class ConfigurationText {
  private final StringBuilder text = new StringBuilder();

  private ConfigurationText() {}

  static String of(DepotConfig config) {
    ConfigurationText result = new ConfigurationText();
    result.depot(config);
    config.resources().forEach(result::resource);
    return result.text.toString();
  }

  private void depot(DepotConfig config) {
    NetConfig net = config.net();
    section("depot");
    line("host", net.host());
    line("port", net.port());
    line("public-host", config.publicHost());
    line("data", config.data());
    line("disk-threads", config.diskThreads());
    line("max-connections", net.maxConnections());
    line("idle-timeout", net.timeouts().idle());
    line("idle-notice", net.timeouts().idleNotice());
    line("request-timeout", net.timeouts().byDefault());
    line("max-timeout", net.timeouts().longest());
    line("soft-fail", config.commands().softFail());
    line("status-password", config.commands().passwordRequired() ? "required" : "any");
    line("admin-password", config.commands().adminPassword().isPresent() ? "set" : "none");
    rules("clients", net.access().clients());
    rules("copies", config.copies().rules());
    config.ops().ifPresent(ops -> line("metrics", ops.host() + ":" + ops.port()));
    config.registration().ifPresent(where -> line("unis", where.unis()));
  }

  private void resource(ResourceConfig resource) {
    section("resource " + resource.id());
    line("id", resource.id());
    line("path", resource.path());
    line("size", resource.space().size());
    line("hard", resource.space().hardSize());
    line("max-size", resource.space().largest());
    line("floor", resource.space().floor());
    line("max-duration", resource.terms().maxDuration());
    line("grace", resource.terms().grace());
    line("trash-deleted", resource.terms().keepDeleted());
    line("trash-expired", resource.terms().keepExpired());
    line("checksum", resource.integrity().checksum() ? "crc32c" : "none");
    line("verify", resource.integrity().verify().name().toLowerCase(Locale.ROOT));
    line("scrub-rate", resource.integrity().scrubRate());
    line("scrub-interval", resource.integrity().scrubInterval());
    line("fsync", resource.fsync().name().toLowerCase(Locale.ROOT));
    resource.state().ifPresent(state -> line("state", state));
  }

  private void rules(String name, AddressRules rules) {
    line(name + "-allow", list(rules.allow()));
    line(name + "-deny", list(rules.deny()));
  }

  private static String list(List<?> blocks) {
    return blocks.stream().map(String::valueOf).collect(Collectors.joining(";"));
  }

  private void section(String name) {
    text.append(text.isEmpty() ? "[" : "\n[").append(name).append("]\n");
  }

  private void line(String key, Duration value) {
    line(key, Durations.print(value));
  }

  private void line(String key, Object value) {
    text.append(key).append('=').append(value).append('\n');
  }
}
