package org.datalogistics.depot.command;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.depot.resource.Resources;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.CapabilityKind;

/** Finds what a key opens. */
final class Lookup {
  static final Set<CapabilityKind> READ = EnumSet.of(CapabilityKind.READ);
  static final Set<CapabilityKind> WRITE = EnumSet.of(CapabilityKind.WRITE);
  static final Set<CapabilityKind> MANAGE = EnumSet.of(CapabilityKind.MANAGE);
  static final Set<CapabilityKind> ANY = EnumSet.allOf(CapabilityKind.class);

  private final Resources resources;

  Lookup(Resources resources) {
    this.resources = resources;
  }

  /** What is done with an allocation that was found. */
  interface Use<T> {
    CompletableFuture<T> of(Resource resource, AllocationHandle handle);
  }

  /** Finds the allocation, uses it, and gives it back when the use is over. */
  <T> CompletableFuture<T> with(AccessKey key, Set<CapabilityKind> kinds, Use<T> use)
      throws RefusedException {
    return take(
        key,
        kinds,
        (resource, handle) ->
            use.of(resource, handle).whenComplete((result, failure) -> handle.close()));
  }

  /** Finds the allocation for a use that keeps it if it succeeds. */
  <T> CompletableFuture<T> keep(AccessKey key, Set<CapabilityKind> kinds, Use<T> use)
      throws RefusedException {
    return take(
        key,
        kinds,
        (resource, handle) ->
            use.of(resource, handle)
                .whenComplete(
                    (result, failure) -> {
                      if (failure != null) {
                        handle.close();
                      }
                    }));
  }

  /** Finds the allocation for a use that gives it back in any case. */
  <T> CompletableFuture<T> take(AccessKey key, Set<CapabilityKind> kinds, Use<T> use)
      throws RefusedException {
    Resource resource = resources.of(key);
    return resource.find(key.key(), kinds).thenCompose(handle -> use.of(resource, handle));
  }
}
