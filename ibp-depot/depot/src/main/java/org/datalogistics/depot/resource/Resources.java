package org.datalogistics.depot.resource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.DepotStatus;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpError;

/** The resources of a depot, by id. */
public final class Resources implements AutoCloseable {
  private final Map<String, Resource> byId = new LinkedHashMap<>();
  private final List<Resource> inOrder;
  private final AtomicInteger turn = new AtomicInteger();

  /** Takes the resources over. */
  public Resources(List<Resource> resources) {
    for (Resource resource : resources) {
      if (byId.put(resource.id(), resource) != null) {
        throw new IllegalArgumentException("two resources have the id " + resource.id());
      }
    }
    if (byId.isEmpty()) {
      throw new IllegalArgumentException("a depot needs a resource");
    }
    inOrder = List.copyOf(byId.values());
  }

  /** All of them, in the order of the configuration. */
  public List<Resource> all() {
    return inOrder;
  }

  /**
   * The resource with that id.
   *
   * @throws RefusedException -50 if there is none
   */
  public Resource byId(String id) throws RefusedException {
    Resource resource = byId.get(id);
    if (resource == null) {
      throw new RefusedException(IbpError.INVALID_RID, "no resource has that id");
    }
    return resource;
  }

  /**
   * The resource that the key names.
   *
   * @throws RefusedException -4 if it names none, -50 if there is none of that name
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
    return inOrder.stream()
        .map(Resource::status)
        .max(Comparator.comparingLong(DepotStatus::allocable))
        .orElseThrow();
  }

  /** A new allocation and where it is. */
  public record Placed(Resource resource, IssuedKeys keys) {}

  /** Leases space on the resource asked for; for any of them in turn, passing full ones over. */
  public CompletableFuture<Placed> allocate(IbpCommand.Allocate request) {
    List<Resource> candidates = new ArrayList<>();
    if (request.rid().equals(IbpCommand.ANY_RID)) {
      int first = Math.floorMod(turn.getAndIncrement(), inOrder.size());
      for (int i = 0; i < inOrder.size(); i++) {
        candidates.add(inOrder.get((first + i) % inOrder.size()));
      }
    } else {
      try {
        candidates.add(byId(request.rid()));
      } catch (RefusedException e) {
        return CompletableFuture.failedFuture(e);
      }
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

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (Resource resource : inOrder) {
      try {
        resource.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
