package org.datalogistics.depot.integrity;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.datalogistics.depot.disk.FileLayer;
import org.datalogistics.depot.metadata.MetadataWriter;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.BlockChecksum;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checksums of a resource: when they are compared, and what came of it. */
public final class Integrity {
  private static final Logger log = LoggerFactory.getLogger(Integrity.class);

  private final String resource;
  private final MetadataWriter metadata;
  private final FileLayer layer;
  private final LongSupplier nanoTime;
  private final LongAdder comparedBytes = new LongAdder();
  private final LongAdder damagedBlocks = new LongAdder();
  private final LongAdder adoptedBlocks = new LongAdder();
  private volatile VerifyPolicy policy;

  /**
   * @param resource its id, for the log
   */
  public Integrity(
      String resource,
      VerifyPolicy policy,
      MetadataWriter metadata,
      FileLayer layer,
      LongSupplier nanoTime) {
    this.resource = resource;
    this.policy = policy;
    this.metadata = metadata;
    this.layer = layer;
    this.nanoTime = nanoTime;
  }

  /** The sums of a data file that was just opened. */
  public FileSums open(FileChannel data, Path sums) {
    return new FileSums(data, sums, new VerifiedBlocks(nanoTime), this);
  }

  /** The digests of a data file, or null if the client asked for none. */
  public @Nullable Digests digests(AllocationRecord record, FileSums file, Path path) {
    BlockChecksum kind = record.protection().digest();
    boolean none = kind.isNone() || record.type() != AllocationType.BYTEARRAY;
    return none ? null : new Digests(file, path, layer, kind);
  }

  public VerifyPolicy policy() {
    return policy;
  }

  /** From the next read on. */
  public void setPolicy(VerifyPolicy next) {
    policy = next;
  }

  /** Bytes that were compared with their checksums since the start. */
  public long comparedBytes() {
    return comparedBytes.sum();
  }

  /** Blocks that were found damaged since the start. */
  public long damagedBlocks() {
    return damagedBlocks.sum();
  }

  /** Blocks without a checksum that the scrubber gave one since the start. */
  public long adoptedBlocks() {
    return adoptedBlocks.sum();
  }

  FileLayer layer() {
    return layer;
  }

  MetadataWriter metadata() {
    return metadata;
  }

  void compared(long bytes) {
    comparedBytes.add(bytes);
  }

  void adopted(long blocks) {
    adoptedBlocks.add(blocks);
  }

  /** So many more blocks of an allocation are not what was stored. */
  void damaged(Allocation allocation, long blocks) {
    damagedBlocks.add(blocks);
    mark(allocation, true);
  }

  /** Takes the mark off an allocation that has no damaged block any more. */
  void settleDamage(FileSums file, Allocation allocation) throws IOException {
    AllocationRecord record = allocation.committed();
    if (record.protection().damaged()
        && !file.sums().hasDamage(0, Blocks.of(record.size() + Blocks.SIZE - 1))) {
      mark(allocation, false);
    }
  }

  private void mark(Allocation allocation, boolean damaged) {
    metadata
        .submit(
            transaction -> {
              AllocationRecord now = allocation.pending();
              boolean changes = !now.isGone() && now.protection().damaged() != damaged;
              if (changes) {
                transaction.update(
                    allocation, now.withProtection(now.protection().withDamaged(damaged)));
              }
              return changes;
            })
        .whenComplete((changed, failure) -> report(allocation, damaged, changed, failure));
  }

  private void report(Allocation allocation, boolean damaged, Boolean changed, Throwable failure) {
    if (failure != null) {
      log.error("Cannot note that allocation {} is damaged", id(allocation), failure);
    } else if (changed && damaged) {
      log.error(
          "Allocation {} of resource {} is damaged on disk: what is stored does not match its"
              + " checksums. Readers are refused; look after the disk",
          id(allocation),
          resource);
    } else if (changed) {
      log.info("Allocation {} of resource {} has no damage any more", id(allocation), resource);
    }
  }

  private static String id(Allocation allocation) {
    return Long.toHexString(allocation.id());
  }
}
