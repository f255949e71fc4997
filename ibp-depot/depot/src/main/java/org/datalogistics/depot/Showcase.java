package org.datalogistics.depot;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.datalogistics.depot.ops.DepotObserver;
import org.datalogistics.depot.ops.HealthCheck;
import org.datalogistics.depot.ops.OpsConfig;
import org.datalogistics.depot.ops.OpsServer;
import org.datalogistics.depot.ops.TrashList;
import org.datalogistics.depot.register.DepotRegistration;
import org.datalogistics.depot.register.Listeners;
import org.datalogistics.depot.register.RegistrationConfig;
import org.jspecify.annotations.Nullable;

/**
 * Where a running depot shows itself: its record in the directory, its health page. Both may come,
 * go and move while it runs. Changed by one thread at a time.
 */
final class Showcase implements AutoCloseable {
  private final String id;
  private final Listeners where;
  private final DepotObserver observer;
  private final HealthCheck health;
  private final TrashList trash;
  private Optional<OpsConfig> shownAt = Optional.empty();
  private volatile @Nullable OpsServer server;
  private volatile @Nullable DepotRegistration registration;

  /**
   * Shows nothing yet.
   *
   * @param id of the depot in the directory, the same over restarts
   */
  Showcase(String id, Listeners where, DepotObserver observer, TrashList trash) {
    this.id = id;
    this.where = where;
    this.observer = observer;
    this.health = new HealthCheck(observer);
    this.trash = trash;
  }

  /**
   * Serves the health page there, and no longer where it was.
   *
   * @throws IOException if it can not; then it stays where it was
   */
  void serve(Optional<OpsConfig> at) throws IOException {
    if (at.equals(shownAt)) {
      return;
    }
    OpsServer next = at.isPresent() ? OpsServer.start(at.get(), health, trash) : null;
    closeServer();
    server = next;
    shownAt = at;
  }

  /** Registers there, as that. */
  void register(Optional<RegistrationConfig> there) {
    DepotRegistration current = registration;
    if (there.equals(Optional.ofNullable(current).map(DepotRegistration::config))) {
      return;
    }
    withdraw();
    registration = there.map(to -> new DepotRegistration(to, id, where, observer)).orElse(null);
  }

  /** Whether the directory lists the depot; empty when it is not to be listed. */
  Optional<Boolean> registered() {
    return Optional.ofNullable(registration).map(DepotRegistration::isRegistered);
  }

  /** The port of the health page, empty when there is none. */
  OptionalInt port() {
    OpsServer current = server;
    return current == null ? OptionalInt.empty() : OptionalInt.of(current.port());
  }

  /** Marks the depot OFF in the directory; bounded to a few seconds. */
  void withdraw() {
    DepotRegistration current = registration;
    if (current != null) {
      current.close();
      registration = null;
    }
  }

  private void closeServer() {
    OpsServer current = server;
    if (current != null) {
      current.close();
    }
  }

  @Override
  public void close() {
    withdraw();
    closeServer();
    health.close();
  }
}
