package org.datalogistics.depot.payload;

import io.netty.channel.DefaultFileRegion;
import org.datalogistics.depot.data.Reading;
import org.datalogistics.ibp.ByteRange;

/** Part of a data file for sendfile; the file stays open when it is sent. */
final class DataFileRegion extends DefaultFileRegion {
  DataFileRegion(Reading reading, ByteRange range) {
    super(reading.lend(), range.offset(), range.length());
  }

  @Override
  protected void deallocate() {}
}
