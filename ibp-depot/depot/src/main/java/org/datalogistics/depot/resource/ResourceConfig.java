package org.datalogistics.depot.resource;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.datalogistics.depot.disk.SyncPolicy;
import org.datalogistics.depot.integrity.IntegrityConfig;
import org.datalogistics.depot.lease.LeaseTerms;
import org.datalogistics.depot.lease.SpaceLimits;
import org.datalogistics.ibp.wire.ResourceIds;

/**
 * A folder of storage that a depot leases out.
 *
 * @param id resource id (RID); a number, because old clients read it as one
 * @param path its folder: data and metadata, movable to another machine as it is
 * @param space how much is leased; with {@link SpaceLimits#AUTO} 90 % of the space that is free
 *     when the resource is made, kept from then on
 * @param terms on which terms
 * @param integrity how what is stored is guarded
 * @param fsync what is forced to the disk before an answer
 * @param state what it serves from the start on; empty: as its operator left it, at first
 *     everything
 */
public record ResourceConfig(
    String id,
    Path path,
    SpaceLimits space,
    LeaseTerms terms,
    IntegrityConfig integrity,
    SyncPolicy fsync,
    Optional<ResourceState> state) {
  public ResourceConfig {
    if (!ResourceIds.isValid(id) || id.equals("0")) {
      throw new IllegalArgumentException(
          "'" + id + "' can not be a resource id: 1 to 127 characters without / # :, and not 0");
    }
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(space, "space");
    Objects.requireNonNull(terms, "terms");
    Objects.requireNonNull(integrity, "integrity");
    Objects.requireNonNull(fsync, "fsync");
    Objects.requireNonNull(state, "state");
  }

  /** Of what can change while it is open, this; of the rest, the present one's. */
  ResourceConfig onto(ResourceConfig present) {
    return new ResourceConfig(id, present.path, space, terms, integrity, present.fsync, state);
  }
}
