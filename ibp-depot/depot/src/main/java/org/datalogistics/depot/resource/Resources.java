package org.datalogistics.depot.resource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resources of a depot, by id: those that its configuration names, as far as they are mounted.
 * One whose disk fails goes offline and is opened anew when it can be; the others go on. Safe for
 * use by many threads.
 */
public final class Resources implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Resources.class);
  private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(1);

  private final Slots slots;
  private final Mounting mounting;
  private final AtomicInteger turn = new AtomicInteger();

  /** Resources that were taken out for good and are being closed, by id. */
  private final Map<String, CompletableFuture<Void>> leaving = new ConcurrentHashMap<>();

  /** Opens a resource; waits for its disk. */
  public interface Opener {
    /**
     * Opens it.
     *
     * @throws IOException with the reason why it can not be opened
     */
    Resource open(ResourceConfig config) throws IOException;
  }

  private Resources(Slots slots, Mounting mounting) {
    this.slots = slots;
    this.mounting = mounting;
  }

  /**
   * Opens all of them. Those that can not be opened are told in the log and in {@link #reports},
   * and tried again later.
   *
   * @param nanos elapsed time
   * @throws IOException if none can be opened
   */
  public static Resources open(List<ResourceConfig> configured, Opener opener, LongSupplier nanos)
      throws IOException {
    Slots slots = new Slots(configured);
    Mounting mounting = new Mounting(slots, opener, nanos);
    try {
      mounting.openAll();
    } catch (IOException | RuntimeException e) {
      mounting.close();
      throw e;
    }
    return new Resources(slots, mounting);
  }

  /** The open ones, in the order of the configuration; some may be offline. */
  public List<Resource> all() {
    return slots.open();
  }

  /** All that are mounted, in the order of the configuration, open or not. */
  public List<ResourceReport> reports() {
    return slots.all().stream().filter(Slot::isMounted).map(ResourceReport::of).toList();
  }

  /**
   * The resource with that id.
   *
   * @throws RefusedException -50 if there is none, -23 if it could not be opened or its disk failed
   */
  public Resource byId(String id) throws RefusedException {
    Slot slot = slots.get(id);
    Resource resource = slot == null ? null : slot.resource();
    if (resource != null) {
      return resource;
    }
    if (slot != null && slot.isMounted()) {
      throw new RefusedException(IbpError.RSRC_UNAVAIL, "resource " + id + ": " + slot.problem());
    }
    throw new RefusedException(IbpError.INVALID_RID, "no resource has that id");
  }

  /**
   * The resource that the key names.
   *
   * @throws RefusedException -4 if it names none, else as {@link #byId}
   */
  public Resource of(AccessKey key) throws RefusedException {
    if (key.rid().isEmpty()) {
      throw new RefusedException(IbpError.CAP_NOT_FOUND, "the key names no resource");
    }
    return byId(key.rid());
  }

  /** The status of a resource; for any of them, of the one with most room (IBP spec 7.11). */
  public DepotStatus status(String id) throws RefusedException {
    if (!id.equals(IbpCommand.ANY_RID)) {
      return byId(id).status();
    }
    return all().stream()
        .map(Resource::status)
        .max(Comparator.comparingLong(DepotStatus::allocable))
        .orElseThrow(Resources::noneLeases);
  }

  private static RefusedException noneLeases() {
    return new RefusedException(IbpError.RSRC_UNAVAIL, "no resource can be leased from");
  }

  /** A new allocation and where it is. */
  public record Placed(Resource resource, IssuedKeys keys) {}

  /**
   * Leases space on the resource asked for; for any of them in turn, passing over those that are
   * full or lease nothing.
   */
  public CompletableFuture<Placed> allocate(IbpCommand.Allocate request) {
    List<Resource> candidates = new ArrayList<>();
    try {
      if (!request.rid().equals(IbpCommand.ANY_RID)) {
        candidates.add(byId(request.rid()));
      } else {
        List<Resource> open = all().stream().filter(each -> each.state().leases()).toList();
        int first = turn.getAndIncrement();
        for (int i = 0; i < open.size(); i++) {
          candidates.add(open.get(Math.floorMod(first + i, open.size())));
        }
      }
      if (candidates.isEmpty()) {
        throw noneLeases();
      }
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
    return allocate(request, candidates, 0);
  }

  private CompletableFuture<Placed> allocate(
      IbpCommand.Allocate request, List<Resource> candidates, int index) {
    Resource resource = candidates.get(index);
    CompletableFuture<Placed> attempt =
        resource.allocate(request).thenApply(keys -> new Placed(resource, keys));
    if (index + 1 == candidates.size()) {
      return attempt;
    }
    return attempt.exceptionallyCompose(
        failure -> {
          Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
          return cause instanceof RefusedException
              ? allocate(request, candidates, index + 1)
              : CompletableFuture.failedFuture(failure);
        });
  }

  /**
   * Opens a resource that the configuration names and that is not open; gives back at once, {@link
   * #reports} tells what became of it.
   *
   * @param rescan whether its files are then compared with its metadata, in the background
   * @throws RefusedException -50 the configuration does not name it, -20 it is open or about to be
   */
  public void mount(String id, boolean rescan) throws RefusedException {
    if (slots.get(id) == null) {
      throw new RefusedException(IbpError.INVALID_RID, "the configuration names no such resource");
    }
    if (!mounting.startOpening(id, rescan)) {
      throw new RefusedException(IbpError.WOULD_DAMAGE_DATA, "resource " + id + " is mounted");
    }
    log.info("Resource {} is mounted by the operator", id);
  }

  /**
   * Takes a resource out until it is mounted again or the depot is started: nobody finds it from
   * now on, and it is closed when no command uses it any more.
   *
   * @param patience after so long it is closed in any case; a minute at most
   * @return completes when it is closed; fails with {@link RefusedException} -50 if there is none
   */
  public CompletableFuture<Void> unmount(String id, Duration patience) {
    Slot before = slots.change(id, slot -> slot.isMounted() ? slot.unmounted() : null);
    if (before == null) {
      return CompletableFuture.failedFuture(
          new RefusedException(IbpError.INVALID_RID, "no resource has that id"));
    }
    log.info("Resource {} is unmounted by the operator", id);
    Resource resource = before.resource();
    return resource == null
        ? CompletableFuture.completedFuture(null)
        : mounting.closeWhenUnused(
            resource, patience.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : patience);
  }

  /**
   * Takes a changed configuration over: opens resources that are new, takes out those that are gone
   * and closes them when no command uses them any more, changes the settings of the others. Waits
   * for their disks.
   */
  public void configure(List<ResourceConfig> changed) {
    List<Slot> before = slots.configure(changed);
    Set<String> known = new HashSet<>();
    for (Slot each : before) {
      known.add(each.config().id());
      Slot now = slots.get(each.config().id());
      if (now == null) {
        leave(each);
      } else if (each.resource() != null && !each.config().equals(now.config())) {
        Mounting.configure(each.resource(), now.config());
      }
    }
    for (ResourceConfig each : changed) {
      Slot slot = slots.get(each.id());
      if (!known.contains(each.id())) {
        log.info("Resource {} at {} is new", each.id(), each.path());
        // It may be there still from before: its folder is free when that is closed.
        leaving
            .getOrDefault(each.id(), CompletableFuture.completedFuture(null))
            .whenComplete((closed, failure) -> mounting.startOpening(each.id(), false));
      } else if (slot != null && !slot.config().equals(each)) {
        log.warn("Resource {}: a changed path or fsync needs a restart", each.id());
      }
    }
  }

  private void leave(Slot gone) {
    log.info("Resource {} at {} is taken out", gone.config().id(), gone.config().path());
    Resource resource = gone.resource();
    if (resource != null) {
      CompletableFuture<Void> closed = mounting.closeWhenUnused(resource, LONGEST_PATIENCE);
      leaving.put(resource.id(), closed);
      closed.whenComplete(
          (done, failure) -> {
            leaving.remove(resource.id(), closed);
            if (failure != null) {
              log.error("Closing resource {} failed", resource.id(), failure);
            }
          });
    }
  }

  /** Closes all of them. */
  @Override
  public void close() throws IOException {
    mounting.close();
  }
}
