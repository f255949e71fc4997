package org.datalogistics.lors.tree;

import org.datalogistics.exnode.ExNode;
import org.datalogistics.lors.TransferLimits;
import org.datalogistics.lors.transfer.DownloadRequest;

/** How each file of a tree is read. Safe for use by many threads. */
public interface DownloadRequests {

  /** Most bytes of one fetch. */
  long pieceSize();

  /** The download of one whole file. */
  DownloadRequest request(ExNode exNode, TransferLimits limits);
}
