package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.ibp.client.Payload;
import org.datalogistics.lors.plan.BlockPlan;

/** Blocks of a file as they are, which the kernel sends without a copy. */
final class FileSlices implements BlockSupply {
  private final FileChannel file;
  private final long offset;
  private final BlockPlan plan;

  FileSlices(UploadSource.FilePart part, BlockPlan plan) throws IOException {
    this.file = FileChannel.open(part.file(), StandardOpenOption.READ);
    this.offset = part.range().offset();
    this.plan = plan;
  }

  @Override
  public int maxOpen() {
    return Integer.MAX_VALUE;
  }

  @Override
  public CompletableFuture<PreparedBlock> prepare(int block) {
    ByteRange range = plan.block(block).range();
    return CompletableFuture.completedFuture(
        PreparedBlock.raw(Payload.of(file, offset + range.offset(), range.length())));
  }

  @Override
  public void release(int block) {
    // Nothing is held.
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
