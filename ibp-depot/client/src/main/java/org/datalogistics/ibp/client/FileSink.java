package org.datalogistics.ibp.client;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** Positional writes straight from the receive buffers. */
final class FileSink implements LoadSink {
  private final FileChannel file;
  private long position;

  FileSink(FileChannel file, long position) {
    if (position < 0) {
      throw new IllegalArgumentException("file position " + position);
    }
    this.file = file;
    this.position = position;
  }

  @Override
  public void accept(ByteBuf bytes, Flow flow) throws IOException {
    while (bytes.isReadable()) {
      position += bytes.readBytes(file, position, bytes.readableBytes());
    }
  }
}
