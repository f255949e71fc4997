package org.datalogistics.lors.cli;

import java.io.IOException;
import java.util.List;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.condition.Conditioning;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.depots.Requirement;
import org.datalogistics.lors.erasure.Coding;
import org.datalogistics.lors.transfer.UploadRequest;
import org.datalogistics.lors.transfer.UploadSource;
import org.datalogistics.lors.tree.UploadRequests;
import org.jspecify.annotations.Nullable;

/** How lors-upload stores each of its files: what the options of storing say. */
final class UploadPlan implements UploadRequests {
  private final ParsedOptions options;
  private final Xndrc settings;
  private final @Nullable Coding coding;
  private final Conditioning conditioning;
  private final TransferLimits limits;

  /**
   * A plan.
   *
   * @param plainOnly whether the exNode cannot tell of conditioned data
   */
  UploadPlan(ParsedOptions options, Xndrc settings, ToolIo io, Messages messages, boolean plainOnly)
      throws UsageException, IOException {
    this.options = options;
    this.settings = settings;
    this.coding = CodingOptions.coding(options).orElse(null);
    Conditioning asked = ConditioningOptions.conditioning(options, settings, io, messages);
    if (coding != null && !ConditioningOptions.isSaid(options, settings)) {
      if (plainOnly) {
        messages.warning(
            "a JSON exNode has no checksums, so that a depot that changes bytes is not found out;"
                + " use an .xnd file, or -k --allow-conditioned-json");
      } else {
        asked = ConditioningOptions.checksums(options, settings);
      }
    }
    this.conditioning = asked;
    this.limits = LimitOptions.limits(options, settings);
    StorageOptions.policy(options, settings, 1); // tells of what is wrong before any file is read
  }

  /** Whether anything is done to the bytes. */
  boolean isConditioned() {
    return !conditioning.isNone();
  }

  /** How a copy is protected, for people. */
  String parity() {
    return coding == null ? "" : " coded " + coding;
  }

  /** Whether an upload that was broken off is to be gone on with. */
  boolean resumes() {
    return options.has("resume");
  }

  TransferLimits limits() {
    return limits;
  }

  /** What each depot should offer for files of so many bytes together. */
  Requirement requirement(long bytes) {
    conditioning.expect(bytes);
    StoragePolicy storage = storage(bytes);
    long stored = bytes;
    int depots = storage.maxDepots();
    if (coding != null) {
      stored += bytes / coding.dataSlices() * coding.paritySlices();
      depots = Math.max(depots, coding.slices());
    }
    return Requirement.forUpload(
        stored, storage.blockSize(), depots, storage.lease(), storage.reliability());
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
