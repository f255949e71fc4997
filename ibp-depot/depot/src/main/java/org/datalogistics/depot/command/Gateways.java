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

  /** Notes a copy that asks for gateways; gives whether the log says so this time. */
  boolean passBy(IbpCommand.Copy copy) {
    boolean news = copy.route().isPhoebus() && isNews(copy.remote().depot());
    if (news) {
      log.warn(
          "A copy with {} was asked for over Phoebus gateways ({}); it goes straight, as this depot"
              + " knows none",
          copy.remote().depot(),
          copy.route().phoebusPath());
    }
    return news;
  }

  private boolean isNews(DepotAddress depot) {
    Instant now = clock.instant();
    synchronized (said) {
      Instant last = said.get(depot);
      if (last != null && !now.isBefore(last) && now.isBefore(last.plus(QUIET))) {
        return false;
      }
      said.remove(depot); // The eldest is the one that was said longest ago.
      said.put(depot, now);
      return true;
    }
  }
}
