package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.LorsException;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferListener;
import org.datalogistics.lors.condition.Conditioner;
import org.datalogistics.lors.depots.Candidate;
import org.datalogistics.lors.erasure.Coding;
import org.datalogistics.lors.erasure.GroupLayout;
import org.datalogistics.lors.plan.BlockLayout;
import org.datalogistics.lors.plan.BlockPlan;
import org.datalogistics.lors.plan.CodedPlan;

/**
 * What an upload stores and where that comes from.
 *
 * @param apart most blocks of the plan that are to be kept apart
 */
record UploadWork(BlockPlan plan, int apart, BlockSupply supply) implements AutoCloseable {

  /** The work of a request whose blocks fit into the memory. */
  static UploadWork of(
      UploadRequest request, BlockLayout layout, Conditioner conditioner, TransferListener listener)
      throws IOException {
    Coding coding = request.storage().coding();
    long memory = request.limits().memory();
    if (coding == null) {
      BlockPlan plan = BlockPlan.of(layout, request.storage().copies());
      return new UploadWork(plan, 1, blocks(request.source(), plan, layout, conditioner, memory));
    }
    boolean shared = !conditioner.isEmpty() || request.source() instanceof UploadSource.Stream;
    long forParity = Math.min(memory, Runtime.getRuntime().maxMemory() / 2) / (shared ? 2 : 1);
    GroupLayout groups = groups(layout, coding, conditioner, forParity);
    CodedPlan plan = new CodedPlan(groups, request.storage().copies());
    warnOfFewDepots(request, coding, listener);
    long each = coding.paritySlices() * BufferedBlocks.inMemory(groups.sliceLength(), conditioner);
    Semaphore room = new Semaphore((int) Math.max(1, Math.min(1000, forParity / each)));
    BlockLayout slices = new BlockLayout(layout.size(), groups.sliceLength());
    if (request.source() instanceof UploadSource.Stream stream) {
      StreamParity parity = new StreamParity(stream.stream(), groups, room);
      UploadSource source = new UploadSource.Stream(parity, stream.length());
      BlockSupply data = blocks(source, plan, slices, conditioner, memory / 2);
      return new UploadWork(
          plan, plan.apart(), new CodedBlocks(plan, data, parity, conditioner, room));
    }
    BlockSupply data =
        blocks(request.source(), plan, slices, conditioner, shared ? memory / 2 : memory);
    FileParity parity;
    try {
      parity = new FileParity((UploadSource.FilePart) request.source(), groups, room);
    } catch (IOException e) {
      data.close();
      throw e;
    }
    return new UploadWork(
        plan, plan.apart(), new CodedBlocks(plan, data, parity, conditioner, room));
  }

  private static GroupLayout groups(
      BlockLayout layout, Coding coding, Conditioner conditioner, long memory)
      throws LorsException {
    long wanted =
        Math.min(
            GroupLayout.LONGEST_SLICE, Math.min(layout.blockSize(), Math.max(1, layout.size())));
    double form = (double) BufferedBlocks.inMemory(wanted, conditioner) / wanted;
    long length = GroupLayout.sliceLength(wanted, coding, memory, form);
    try {
      return new GroupLayout(new ByteRange(0, layout.size()), coding, length);
    } catch (IllegalArgumentException e) {
      throw new LorsException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void warnOfFewDepots(
      UploadRequest request, Coding coding, TransferListener listener) {
    Set<DepotAddress> depots = new HashSet<>(Candidate.addresses(request.depots()));
    if (depots.size() < coding.slices()) {
      int survived = coding.lossesSurvived(depots.size());
      listener.onEvent(
          new TransferEvent.Warning(
              "%s takes %d depots, of which %d can be used: the file survives the loss of %s, not of %d"
                  .formatted(
                      coding,
                      coding.slices(),
                      depots.size(),
                      survived == 0
                          ? "no depot"
                          : survived == 1 ? "one depot" : survived + " depots",
                      coding.paritySlices())));
    }
  }

  private static BlockSupply blocks(
      UploadSource source, BlockPlan plan, BlockLayout layout, Conditioner conditioner, long memory)
      throws IOException {
    if (source instanceof UploadSource.Stream stream) {
      return new BufferedBlocks(
          stream.stream(), false, plan, layout.blockSize(), layout.size(), conditioner, memory);
    }
    UploadSource.FilePart part = (UploadSource.FilePart) source;
    long size = Files.size(part.file());
    if (part.range().end() > size) {
      throw new LorsException(part.file() + " has " + size + " bytes, wanted were " + part.range());
    }
    if (conditioner.isEmpty()) {
      return new FileSlices(part, plan);
    }
    InputStream input = Files.newInputStream(part.file());
    input.skipNBytes(part.range().offset());
    return new BufferedBlocks(
        input, true, plan, layout.blockSize(), layout.size(), conditioner, memory);
  }

  @Override
  public void close() throws IOException {
    supply.close();
  }
}
