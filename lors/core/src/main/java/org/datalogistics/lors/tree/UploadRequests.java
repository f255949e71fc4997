package org.datalogistics.lors.tree;

import java.util.List;
import org.datalogistics.lors.StoragePolicy;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.transfer.UploadRequest;
import org.datalogistics.lors.transfer.UploadSource;

/** How each file of a tree is stored. Safe for use by many threads. */
public interface UploadRequests {

  /** Block size and copies for a file of that length. */
  StoragePolicy storage(long length);

  /** The upload of one file. */
  UploadRequest request(
      UploadSource source,
      String name,
      List<Candidate> depots,
      StoragePolicy storage,
      TransferLimits limits);
}
