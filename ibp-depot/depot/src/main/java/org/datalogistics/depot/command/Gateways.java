package org.datalogistics.depot.command;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.IbpCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Phoebus gateways, which this depot can not use: such copies go the plain way (IBP spec 7.9), and
 * the log says so, once an hour for each destination.
 */
final class Gateways {
  private static final Logger log = LoggerFactory.getLogger(Gateways.class);
  private static final Duration QUIET = Duration.ofHours(1);
  private static final int REMEMBERED = 256;

  private final InstantSource clock;
  private final Map<DepotAddress, Instant> said =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DepotAddress, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  Gateways(InstantSource clock) {
    this.clock = clock;
  }

  /** Notes a copy that asks for gateways. */
  void passBy(IbpCommand.Copy copy) {
    if (copy.route().isPhoebus() && isNews(copy.remote().depot())) {
      log.warn(
          "A copy with {} was asked for over Phoebus gateways ({}); it goes straight, as this depot"
              + " knows none",
          copy.remote().depot(),
          copy.route().phoebusPath());
    }
  }

  private boolean isNews(DepotAddress depot) {
    Instant now = clock.instant();
    synchronized (said) {
      Instant last = said.get(depot);
      if (last != null && now.isAfter(last) && now.isBefore(last.plus(QUIET))) {
        return false;
      }
      said.put(depot, now);
      return true;
    }
  }
}
