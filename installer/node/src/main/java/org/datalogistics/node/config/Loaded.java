package org.datalogistics.node.config;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A configuration that was read and checked.
 *
 * @param config the service's own record
 * @param settings the values it was built from
 * @param common what every service takes besides
 * @param <C> the type of the record
 */
public record Loaded<C>(C config, Settings settings, CommonOptions common) {

  /** The names of the keys whose values differ, in the order of the help page. */
  public Set<String> changed(Loaded<C> other) {
    Map<String, Object> mine = settings.shown();
    Map<String, Object> others = other.settings.shown();
    Set<String> changed = new LinkedHashSet<>();
    others.forEach(
        (name, value) -> {
          if (!value.equals(mine.get(name))) {
            changed.add(name);
          }
        });
    if (!common.logLevel().equals(other.common.logLevel())) {
      changed.add("log-level");
    }
    if (!common.logFormat().equals(other.common.logFormat())) {
      changed.add("log-format");
    }
    return changed;
  }
}
