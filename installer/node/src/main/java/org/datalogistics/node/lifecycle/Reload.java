package org.datalogistics.node.lifecycle;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.datalogistics.node.config.ConfigException;
import org.datalogistics.node.config.Loaded;
import org.datalogistics.node.log.LogSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a configuration again and says what became of it. Used by one thread at a time. */
final class Reload<C> {
  private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

  /** Where the configuration comes from. */
  interface Source<C> {
    Loaded<C> load() throws ConfigException;
  }

  private final Source<C> source;
  private final Loaded<C> started;
  private final ReloadableService<C> service;
  private Loaded<C> current;

  Reload(Source<C> source, Loaded<C> started, ReloadableService<C> service) {
    this.source = source;
    this.started = started;
    this.service = service;
    this.current = started;
  }

  void run() {
    Loaded<C> next;
    try {
      next = source.load();
    } catch (ConfigException e) {
      for (String problem : e.problems()) {
        LOG.error("the configuration stays as it was: {}", problem);
      }
      return;
    }
    try {
      service.reload(next.config());
    } catch (IOException | RuntimeException e) {
      if (Reason.isForPeople(e)) {
        LOG.error("the configuration stays as it was: {}", Reason.of(e));
      } else {
        LOG.error("the configuration stays as it was", e);
      }
      return;
    }
    LogSettings.apply(next.common().logLevel(), next.common().logFormat());
    Set<String> live = new LinkedHashSet<>(current.changed(next));
    live.removeAll(service.fixedKeys());
    Set<String> fixed = new LinkedHashSet<>(started.changed(next));
    fixed.retainAll(service.fixedKeys());
    current = next;
    LOG.info(
        "the configuration was read again: {}",
        live.isEmpty() ? "nothing changes" : "in force now are " + String.join(", ", live));
    if (!fixed.isEmpty()) {
      LOG.warn("what changed in {} needs a restart", String.join(", ", fixed));
    }
  }
}
