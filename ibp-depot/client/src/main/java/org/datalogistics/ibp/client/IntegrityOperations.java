package org.datalogistics.ibp.client;

import java.util.concurrent.CompletableFuture;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.StoredChecksums;

/**
 * The checksums that a depot stores with the data of an allocation (IBP spec 7.12). Asked for with
 * ALLOCATE or SPLIT; an allocation without them answers {@code CHKSUM}.
 */
public interface IntegrityOperations {
  /** Type, block size and number of blocks. */
  CompletableFuture<StoredChecksums> describe(Capability manage);

  /**
   * The same, and the digests themselves: binary, one after the other, as the sink takes them. The
   * C depot sends none when there is exactly one block: with it, that call fails by time-out.
   */
  CompletableFuture<StoredChecksums> fetch(Capability manage, LoadSink digests);

  /**
   * Has all data read and compared with its checksums. The depot may take an hour for that, or the
   * limit of the view; 0 if nothing is stored to compare with.
   *
   * @param correct replace the digests of blocks that do not match by those of the present data
   * @return how many blocks did not match
   */
  CompletableFuture<Long> validate(Capability manage, boolean correct);
}
