package org.datalogistics.depot.register;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.datalogistics.depot.ops.DepotHealth;
import org.datalogistics.unis.client.Registration;
import org.datalogistics.unis.client.UnisClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the depot listed until it is closed. What the directory says is true at every refresh, and
 * within seconds when much changed.
 */
public final class DepotRegistration implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DepotRegistration.class);

  /** How often is looked for what the directory should know soon. */
  private static final Duration WATCH = Duration.ofSeconds(5);

  private final RegistrationConfig config;
  private final String id;
  private final Listeners where;
  private final Supplier<DepotHealth> look;
  private final Registration registration;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "unis-watch");
            thread.setDaemon(true);
            return thread;
          });
  private volatile @Nullable DepotHealth told;

  /**
   * Begins to register; the directory may be down.
   *
   * @param id stays the same over restarts
   * @param look sees the depot as it is; may wait for disks
   */
  public DepotRegistration(
      RegistrationConfig config, String id, Listeners where, Supplier<DepotHealth> look) {
    this(config, id, where, look, WATCH);
  }

  DepotRegistration(
      RegistrationConfig config,
      String id,
      Listeners where,
      Supplier<DepotHealth> look,
      Duration every) {
    this.config = config;
    this.id = id;
    this.where = where;
    this.look = look;
    this.registration =
        Registration.start(
            new UnisClient(config.unis()),
            this::document,
            Registration.Pace.forTtl(config.ttl()),
            RandomGenerator.getDefault());
    watch.scheduleWithFixedDelay(
        this::watch, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Where and as what it registers. */
  public RegistrationConfig config() {
    return config;
  }

  /** Whether the directory answered the last time. */
  public boolean isRegistered() {
    return registration.isRegistered();
  }

  private ObjectNode document() {
    DepotHealth now = look.get();
    told = now;
    return DepotDocument.of(config, where, id, now);
  }

  private void watch() {
    try {
      DepotHealth before = told;
      if (before != null && BigChange.between(before, look.get())) {
        registration.refreshSoon();
      }
    } catch (RuntimeException e) {
      // Whatever it was, the watch must go on; the next refresh meets it too.
      log.debug("Cannot look at the depot", e);
    }
  }

  /** Marks the depot OFF in the directory, in bounded time. */
  @Override
  public void close() {
    watch.shutdownNow();
    registration.close();
  }
}
