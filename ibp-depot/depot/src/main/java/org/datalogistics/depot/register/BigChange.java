package org.datalogistics.depot.register;

import java.util.List;
import org.datalogistics.depot.ops.DepotHealth;
import org.datalogistics.depot.ops.ResourceHealth;

/** What readers of the directory should know before the next refresh. */
final class BigChange {
  /** Part of a resource whose use changed. */
  private static final double MUCH = 0.05;

  private BigChange() {}

  static boolean between(DepotHealth before, DepotHealth now) {
    if (before.state() != now.state() || before.resources().size() != now.resources().size()) {
      return true;
    }
    List<ResourceHealth> olds = before.resources();
    for (int i = 0; i < olds.size(); i++) {
      if (isBig(olds.get(i), now.resources().get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBig(ResourceHealth before, ResourceHealth now) {
    double limit = MUCH * Math.max(1, now.space().total());
    return !before.id().equals(now.id())
        || before.state() != now.state()
        || before.space().total() != now.space().total()
        || Math.abs(before.space().used() - now.space().used()) > limit
        || Math.abs(before.space().allocable() - now.space().allocable()) > limit;
  }
}
