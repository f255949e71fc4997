package org.datalogistics.depot.integrity;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.depot.allocation.Claim;
import org.datalogistics.ibp.ByteRange;

/** Who is at work on a file. Its monitor guards it, the activities, and what they publish. */
final class Activities {
  private final List<Activity> present = new ArrayList<>();

  /** From now on others know of it; those whose bytes it will change are disturbed. */
  void enter(Activity activity) {
    if (activity.changes) {
      for (Activity other : present) {
        disturb(other, activity.claim);
      }
    }
    present.add(activity);
  }

  void leave(Activity activity) {
    present.remove(activity);
  }

  boolean isAlone(Activity activity) {
    return present.size() == 1 && present.get(0) == activity;
  }

  /** Whether others than that one change some of these bytes. */
  boolean isChanged(Activity except, long from, long to) {
    for (Activity other : present) {
      if (other != except
          && other != except.owner
          && other.changes
          && other.claim.touches(from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the block belongs to another one, who published its sum. */
  boolean isPublished(Activity except, long block) {
    for (Activity other : present) {
      if (other != except && other.changes && other.hasPublished(block)) {
        return true;
      }
    }
    return false;
  }

  /** A block became unknown: those who change it must look after it when they are done. */
  void spoil(Activity except, long block) {
    for (Activity other : present) {
      if (other != except
          && other.changes
          && other.claim.touches(Blocks.start(block), Blocks.start(block + 1))) {
        other.spoilt = true;
      }
    }
  }

  private static void disturb(Activity other, Claim by) {
    int mine = 0;
    int theirs = 0;
    while (mine < other.claim.rangeCount() && theirs < by.rangeCount()) {
      ByteRange one = other.claim.range(mine);
      ByteRange two = by.range(theirs);
      long start = Math.max(one.offset(), two.offset());
      long end = Math.min(one.end(), two.end());
      if (start < end) {
        other.disturb(Blocks.of(start), Blocks.of(end - 1));
      }
      if (one.end() < two.end()) {
        mine++;
      } else {
        theirs++;
      }
    }
  }
}
