package org.datalogistics.lors.erasure;

import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;

/**
 * What is left of a coding group.
 *
 * @param missing slices of which bytes are missing, by number: data slices from 0, parity slices
 *     after them
 * @param spare how many more slices may be lost, where the fewest are left, before bytes are;
 *     negative when bytes are lost
 * @param rebuildable bytes of the file that no extent has and the group gives back
 * @param lost bytes of the file that no extent has and the group cannot give back
 */
public record GroupHealth(
    CodingGroup group,
    List<Integer> missing,
    int spare,
    List<ByteRange> rebuildable,
    List<ByteRange> lost) {

  /** In one word. */
  public enum State {
    /** Nothing is missing. */
    WHOLE,
    /** Slices are missing, and every byte of the file can be had. */
    DEGRADED,
    /** Bytes of the file are lost. */
    LOST
  }

  public GroupHealth {
    missing = List.copyOf(missing);
    rebuildable = List.copyOf(rebuildable);
    lost = List.copyOf(lost);
  }

  /** In one word. */
  public State state() {
    if (!lost.isEmpty()) {
      return State.LOST;
    }
    return missing.isEmpty() ? State.WHOLE : State.DEGRADED;
  }
}
