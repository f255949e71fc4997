package org.datalogistics.lors.transfer;

import java.util.List;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;

/**
 * What was made of a stored file's slices.
 *
 * @param exNode the file with them
 * @param stored what is new, of data and parity
 * @param missed slices that are still missing, for people, each with the reason
 */
public record RecodeResult(ExNode exNode, List<Extent> stored, List<String> missed) {
  public RecodeResult {
    stored = List.copyOf(stored);
    missed = List.copyOf(missed);
  }
}
