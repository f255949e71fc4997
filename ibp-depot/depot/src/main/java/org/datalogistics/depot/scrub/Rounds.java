package org.datalogistics.depot.scrub;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationCache;
import org.datalogistics.depot.allocation.AllocationHandle;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.integrity.FileSums;
import org.datalogistics.depot.metadata.MetadataWriter;
import org.datalogistics.depot.metadata.Selection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visits the allocations of a resource that have checksums and bytes, in the order of their ids.
 */
final class Rounds {
  private static final Logger log = LoggerFactory.getLogger(Rounds.class);
  private static final int BATCH = 256;

  /** What is done with an allocation, which stays in memory meanwhile. */
  interface Visit {
    void to(Allocation allocation) throws IOException, RefusedException, InterruptedException;
  }

  private final String resource;
  private final MetadataWriter metadata;
  private final AllocationCache cache;
  private final Tempo tempo;

  Rounds(String resource, MetadataWriter metadata, AllocationCache cache, Tempo tempo) {
    this.resource = resource;
    this.metadata = metadata;
    this.cache = cache;
    this.tempo = tempo;
  }

  /**
   * Visits those behind an id, as long as the tempo allows.
   *
   * @param wanted which of them
   * @param passed told of each that is dealt with
   * @return whether that were all; false if it had to end before
   */
  boolean run(long after, Predicate<AllocationRecord> wanted, Visit visit, LongConsumer passed)
      throws InterruptedException {
    long position = after;
    while (tempo.goesOn()) {
      List<AllocationRecord> batch;
      long began = System.nanoTime();
      try {
        batch = metadata.list(Selection.all(position), BATCH);
      } catch (SQLException e) {
        log.warn("Resource {} can not be scrubbed now", resource, e);
        return false;
      }
      if (batch.isEmpty()) {
        return true;
      }
      tempo.worked(0, System.nanoTime() - began);
      for (AllocationRecord record : batch) {
        if (hasSums(record) && wanted.test(record)) {
          visit(record, visit);
        }
        if (!tempo.goesOn()) {
          return false; // Perhaps in the midst of it.
        }
        position = record.id();
        passed.accept(position);
      }
    }
    return false;
  }

  private static boolean hasSums(AllocationRecord record) {
    return record.isLive() && !record.isAlias() && record.size() > 0 && FileSums.guards(record);
  }

  private void visit(AllocationRecord record, Visit visit) throws InterruptedException {
    try {
      Allocation allocation = cache.pin(record.id());
      if (allocation == null) {
        return;
      }
      try (AllocationHandle handle = new AllocationHandle(allocation, cache)) {
        visit.to(handle.allocation());
      }
    } catch (SQLException | IOException e) {
      log.warn("Allocation {} can not be scrubbed", Long.toHexString(record.id()), e);
      tempo.rest();
    } catch (RefusedException e) {
      log.debug("Allocation {} went before it was scrubbed", Long.toHexString(record.id()));
    }
  }
}
