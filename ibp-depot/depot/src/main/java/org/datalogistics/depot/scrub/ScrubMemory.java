package org.datalogistics.depot.scrub;

import java.io.IOException;

/** Where the scrubber finds after a restart how far it was. */
public interface ScrubMemory {
  /** What was saved last; empty if nothing was. */
  String load() throws IOException;

  void save(String text) throws IOException;

  /** Whether the resource was not closed the last time, so that checksums may be missing. */
  boolean endedUncleanly();
}
