package org.datalogistics.lors.cli;

import java.io.IOException;
import java.util.List;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.depots.Requirement;
import org.datalogistics.lors.transfer.UploadRequest;
import org.datalogistics.lors.transfer.UploadSource;
import org.datalogistics.lors.tree.UploadRequests;

/** How lors-upload stores each of its files: what the options of storing say. */
final class UploadPlan implements UploadRequests {
  private final ParsedOptions options;
  private final Xndrc settings;
  private final Conditioning conditioning;
  private final TransferLimits limits;

  UploadPlan(ParsedOptions options, Xndrc settings, ToolIo io, Messages messages)
      throws UsageException, IOException {
    this.options = options;
    this.settings = settings;
    this.conditioning = ConditioningOptions.conditioning(options, settings, io, messages);
    this.limits = LimitOptions.limits(options, settings);
    StorageOptions.policy(options, settings, 1); // tells of what is wrong before any file is read
  }

  /** Whether anything is done to the bytes. */
  boolean isConditioned() {
    return !conditioning.isNone();
  }

  TransferLimits limits() {
    return limits;
  }

  /** What each depot should offer for files of so many bytes together. */
  Requirement requirement(long bytes) {
    conditioning.expect(bytes);
    StoragePolicy storage = storage(bytes);
    return Requirement.forUpload(
        bytes, storage.blockSize(), storage.maxDepots(), storage.lease(), storage.reliability());
  }

  @Override
  public StoragePolicy storage(long length) {
    try {
      return StorageOptions.policy(options, settings, length);
    } catch (UsageException e) {
      throw new IllegalStateException("the options were good before", e);
    }
  }

  @Override
  public UploadRequest request(
      UploadSource source,
      String name,
      List<Candidate> depots,
      StoragePolicy storage,
      TransferLimits share) {
    return new UploadRequest(source, name, depots, storage, conditioning, share);
  }
}
