package org.datalogistics.lors.check;

import java.util.Map;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.lors.listing.ListedExtent;

/**
 * An extent that was read from one end to the other.
 *
 * @param listed with the state that reading has shown
 * @param prints the fingerprint of each of its segments; empty when not all could be read
 * @param vouched whether its functions prove that the bytes are those that were stored
 */
record Verified(ListedExtent listed, Map<ByteRange, Long> prints, boolean vouched) {

  Verified {
    prints = Map.copyOf(prints);
  }
}
