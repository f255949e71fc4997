package org.datalogistics.lors.cli;

import java.io.IOException;
import java.time.InstantSource;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.json.JsonWriteOptions.Conditioned;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.copy.Copies;
import org.datalogistics.lors.copy.CopyResult;
import org.datalogistics.lors.document.ExNodeFiles;
import org.jspecify.annotations.Nullable;

/**
 * Where new copies are written down: with the old ones, alone in a document of their own, or both.
 */
final class AugmentOutput {
  private final ToolIo io;
  private final ChangedExNode whole;
  private final @Nullable String newFile;
  private final Conditioned conditioned;

  AugmentOutput(ParsedOptions options, ToolIo io, ExNodeFile source) throws UsageException {
    this.io = io;
    this.whole = new ChangedExNode(options, io, source);
    this.newFile = options.text("newfile").orElse(null);
    this.conditioned =
        options.has("allow-conditioned-json") ? Conditioned.WRITE : Conditioned.REFUSE;
  }

  /** Fails before anything is copied when the exNode could not be left. */
  void check(ExNode exNode) throws IOException {
    if (newFile == null || !whole.isStandardOutput()) {
      whole.check(exNode);
    }
  }

  /** Leaves the document, or documents; copies that nobody could find are given back. */
  void leave(ExNode exNode, CopyResult result, DepotOperations depots)
      throws UsageException, IOException {
    if (result.made().isEmpty() && !result.isComplete()) {
      throw new LorsException("no copy could be made; the exNode stays as it is");
    }
    try {
      if (newFile != null) {
        ExNodeFiles.write(
            LorsAugment.with(exNode, result.extents(), true), io.file(newFile), conditioned);
      }
      if (newFile == null || !whole.isStandardOutput()) {
        whole.leave(LorsAugment.with(exNode, result.extents(), false));
      }
    } catch (LostExNodeException e) {
      new Copies(depots, InstantSource.system()).giveBack(result.extents());
      throw new LorsException(e.getMessage() + "; the new copies are given back", e);
    }
  }
}
