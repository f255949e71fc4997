package org.datalogistics.lors.transfer;

import java.time.Instant;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.ExtentBuilder;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.plan.UploadBlock;

/** What an exNode says of a stored block. */
final class StoredExtents {

  private StoredExtents() {}

  static Extent of(
      UploadBlock block, PreparedBlock.Form form, StoreAttempt.Stored copy, StoragePolicy storage) {
    CapabilitySet capabilities = copy.capabilities();
    Instant start = copy.allocated();
    ExtentBuilder extent =
        Extent.builder(offset(block), block.length())
            .allocLength(form.length())
            .capabilities(
                capabilities.read().uri(), capabilities.write().uri(), capabilities.manage().uri())
            .lifetime(start, start.plus(storage.lease()));
    if (!form.functions().isEmpty()) {
      extent.conditioned(form.e2eBlockSize(), form.functions());
    }
    return extent.build();
  }

  /** Parity lies in a space of its own. */
  static long offset(UploadBlock block) {
    return block.kind() == UploadBlock.Kind.DATA ? block.range().offset() : 0;
  }
}
