package org.datalogistics.depot.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Notes which threads write to data files. */
public final class WriterNames implements FileLayer {
  private final Set<String> names = new ConcurrentSkipListSet<>();

  /** The threads, without their numbers. */
  public Set<String> names() {
    return names;
  }

  @Override
  public FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
    FileChannel opened = FileLayer.PLAIN.open(file, options);
    boolean data = file.getFileName().toString().matches("[0-9a-f]+");
    return data ? new Channel(opened) : opened;
  }

  private final class Channel extends ForwardingChannel {
    Channel(FileChannel file) {
      super(file);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      names.add(Thread.currentThread().getName().replaceAll("[-0-9]+$", ""));
      return super.write(source, position);
    }
  }
}
