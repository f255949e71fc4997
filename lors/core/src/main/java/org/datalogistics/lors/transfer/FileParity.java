package org.datalogistics.lors.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.datalogistics.lors.erasure.GroupEncoder;
import org.datalogistics.lors.erasure.GroupLayout;

/**
 * Parity of a file, from wherever in the file it needs bytes: what is sent need not pass by here.
 */
final class FileParity implements ParitySource {
  private final FileChannel file;
  private final long origin;
  private final GroupLayout layout;
  private final Semaphore room;
  private final GroupEncoder encoder;
  private final ExecutorService worker = Workers.pool("lors-parity", 1);

  /**
   * The parity of a part of a file.
   *
   * @param room a permit for each group that fits into the memory; one is taken for each group made
   */
  FileParity(UploadSource.FilePart part, GroupLayout layout, Semaphore room) throws IOException {
    this.file = FileChannel.open(part.file(), StandardOpenOption.READ);
    this.origin = part.range().offset();
    this.layout = layout;
    this.room = room;
    this.encoder = new GroupEncoder(layout.coding().code());
  }

  @Override
  public CompletableFuture<List<byte[]>> parity(int group) {
    return Workers.call(
        worker,
        () -> {
          room.acquire();
          return encoder.parity(layout.group(group), this::read);
        });
  }

  private void read(long offset, ByteBuffer bytes) throws IOException {
    long position = origin + offset;
    while (bytes.hasRemaining()) {
      int count = file.read(bytes, position);
      if (count < 0) {
        throw new EOFException("the file ends at byte " + position + " while it is being stored");
      }
      position += count;
    }
  }

  @Override
  public void close() throws IOException {
    worker.shutdownNow();
    file.close();
  }
}
