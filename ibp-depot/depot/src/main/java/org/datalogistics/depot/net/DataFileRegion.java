package org.datalogistics.depot.net;

import io.netty.channel.DefaultFileRegion;
import org.datalogistics.depot.command.Outcome;
import org.datalogistics.depot.data.DataFile;

/** Part of a data file for sendfile; gives the file back instead of closing it. */
final class DataFileRegion extends DefaultFileRegion {
  private final Outcome.Data data;

  DataFileRegion(DataFile file, Outcome.Data data) {
    super(file.channel(), data.offset(), data.length());
    this.data = data;
  }

  @Override
  protected void deallocate() {
    data.dispose();
  }
}
