package org.datalogistics.lors.transfer;

import java.util.List;
import java.util.Objects;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.depots.Candidate;

/**
 * A file to store.
 *
 * @param name what the file is to be called, one path component
 * @param depots best first; those beyond {@link StoragePolicy#maxDepots} are reserves
 */
public record UploadRequest(
    UploadSource source,
    String name,
    List<Candidate> depots,
    StoragePolicy storage,
    Conditioning conditioning,
    TransferLimits limits) {

  public UploadRequest {
    Objects.requireNonNull(source, "source is null");
    Objects.requireNonNull(name, "name is null");
    Objects.requireNonNull(storage, "storage is null");
    Objects.requireNonNull(conditioning, "conditioning is null");
    Objects.requireNonNull(limits, "limits is null");
    depots = List.copyOf(depots);
    if (depots.isEmpty()) {
      throw new IllegalArgumentException("an upload needs a depot");
    }
  }

  /** The same with another number of copies. */
  UploadRequest withCopies(int copies) {
    return new UploadRequest(
        source, name, depots, storage.withCopies(copies), conditioning, limits);
  }
}
