package org.datalogistics.unis.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.datalogistics.unis.ServiceRecord;
import org.datalogistics.unis.UnisCollection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one service listed in one directory (UNIS spec 13): registers it, refreshes it in time,
 * registers it anew when the directory forgot it or was away, and marks it OFF in the end. One
 * daemon thread does all of it in order; the service itself never waits for the directory.
 */
public final class Registration implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

  private final UnisClient client;
  private final Supplier<ObjectNode> document;
  private final Pace pace;
  private final RandomGenerator random;
  private final String id;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Guarded by lock.
  private boolean closing;
  private boolean woken;
  private boolean registered;

  // Only the thread uses these.
  private @Nullable ObjectNode written;
  private int failures;
  private long outageSince;

  private Registration(
      UnisClient client, Supplier<ObjectNode> document, Pace pace, RandomGenerator random) {
    this.client = client;
    this.document = document;
    this.pace = pace;
    this.random = random;
    this.id = document.get().path("id").asText();
    if (id.isEmpty()) {
      throw new IllegalArgumentException(
          "a service that registers needs an id that stays the same across restarts");
    }
    this.thread = new Thread(this::run, "unis-registration-" + id);
    this.thread.setDaemon(true);
  }

  /**
   * When to do what.
   *
   * @param refresh between two signs of life
   * @param firstRetry the longest wait after the first failure; it doubles with each further one
   * @param lastRetry the longest wait after many failures
   * @param closing how long {@link #close} may take
   */
  public record Pace(Duration refresh, Duration firstRetry, Duration lastRetry, Duration closing) {

    /** Checks that everything is positive. */
    public Pace {
      for (Duration duration : new Duration[] {refresh, firstRetry, lastRetry, closing}) {
        if (duration.isNegative() || duration.isZero()) {
          throw new IllegalArgumentException(
              "the times of a registration must be positive: " + duration);
        }
      }
    }

    /**
     * Refresh at half the ttl, retry after 1 s and then up to every 30 s (never slower than
     * refreshing), close in 5 s.
     */
    public static Pace forTtl(Duration ttl) {
      Duration half = ttl.dividedBy(2);
      return new Pace(
          half,
          min(half, Duration.ofSeconds(1)),
          min(half, Duration.ofSeconds(30)),
          Duration.ofSeconds(5));
    }

    private static Duration min(Duration a, Duration b) {
      return a.compareTo(b) < 0 ? a : b;
    }
  }

  /** Begins to register this service and keeps it alive at half its ttl. */
  public static Registration start(UnisClient client, ServiceRecord service) {
    Duration ttl = service.ttl();
    if (ttl == null) {
      throw new IllegalArgumentException("a service that registers needs a ttl: " + service.name());
    }
    return start(client, service::toJson, Pace.forTtl(ttl), RandomGenerator.getDefault());
  }

  /**
   * Begins to register a service whose document may change: it is asked for before each refresh,
   * and what changed is written along. The id must stay the same and {@code ts} be left out.
   */
  public static Registration start(
      UnisClient client, Supplier<ObjectNode> document, Pace pace, RandomGenerator random) {
    Registration registration = new Registration(client, document, pace, random);
    registration.thread.start();
    return registration;
  }

  /** Whether the directory answered the last sign of life. */
  public boolean isRegistered() {
    lock.lock();
    try {
      return registered;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the service is listed; false when it is not after this time. */
  public boolean awaitRegistered(Duration time) throws InterruptedException {
    long left = time.toNanos();
    lock.lock();
    try {
      while (!registered && !closing && left > 0) {
        left = changed.awaitNanos(left);
      }
      return registered;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Writes a document that changed now instead of with the next sign of life; while the directory
   * cannot be reached, with the next attempt.
   */
  public void refreshSoon() {
    lock.lock();
    try {
      woken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Marks the service OFF when the directory can be reached, and ends; takes no longer than the
   * pace allows.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(pace.closing().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!awaitClosing(refresh())) {
      // The wait between two signs of life is in the condition.
    }
    if (written != null) {
      switchOff();
    }
  }

  /** One sign of life; returns how long to wait for the next one. */
  private Duration refresh() {
    try {
      write();
    } catch (UnisException | RuntimeException e) {
      return failed(e);
    }
    if (failures > 0) {
      LOG.info(
          "{} is registered at {} after {} s without it",
          id,
          client.base(),
          TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - outageSince));
    } else if (!isRegistered()) {
      LOG.info("{} is registered at {}", id, client.base());
    }
    failures = 0;
    setRegistered(true);
    return pace.refresh();
  }

  private void write() throws UnisException {
    ObjectNode now = document.get();
    if (now.equals(written) && failures == 0) {
      if (client.touch(UnisCollection.SERVICES, id)) {
        return;
      }
    } else if (written != null && failures == 0) {
      if (client.update(UnisCollection.SERVICES, id, now)) {
        written = now.deepCopy();
        return;
      }
    }
    client.create(UnisCollection.SERVICES, now);
    written = now.deepCopy();
  }

  private Duration failed(Exception e) {
    if (failures == 0) {
      outageSince = System.nanoTime();
      LOG.warn(
          "{} cannot be registered at {}, will keep trying: {}", id, client.base(), e.getMessage());
    } else {
      LOG.debug("{} still cannot be registered at {}", id, client.base(), e);
    }
    failures++;
    setRegistered(false);
    long longest = pace.firstRetry().toNanos();
    for (int i = 1; i < failures && longest < pace.lastRetry().toNanos(); i++) {
      longest *= 2;
    }
    longest = Math.min(longest, pace.lastRetry().toNanos());
    // Between half and all of it, so that the services of a site do not come back in one beat.
    return Duration.ofNanos(longest - (long) (random.nextDouble() * longest / 2));
  }

  private void switchOff() {
    try {
      ObjectNode off =
          JsonNodeFactory.instance.objectNode().put("id", id).put("status", ServiceRecord.OFF);
      client.update(UnisCollection.SERVICES, id, off);
    } catch (UnisException e) {
      LOG.info("{} could not be marked OFF at {}: {}", id, client.base(), e.getMessage());
    }
  }

  private void setRegistered(boolean now) {
    lock.lock();
    try {
      registered = now;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitClosing(Duration time) {
    long left = time.toNanos();
    lock.lock();
    try {
      while (!closing && left > 0 && (!woken || failures > 0)) {
        left = changed.awaitNanos(left);
      }
      woken = false;
      return closing;
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but a JVM that wants everything to end.
      return true;
    } finally {
      lock.unlock();
    }
  }
}
