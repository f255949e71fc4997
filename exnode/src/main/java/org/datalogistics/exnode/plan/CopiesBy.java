package org.datalogistics.exnode.plan;

import java.util.function.Function;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Location;

/** What makes two extents one copy (exNode spec 8.4). */
public enum CopiesBy implements Function<Extent, Object> {
  /** Each allocation counts, listed once or often. */
  ALLOCATION {
    @Override
    public Object apply(Extent extent) {
      return extent.capabilities().identity().map(Object.class::cast).orElse(extent);
    }
  },

  /** Each depot, that is host and port, counts once: the count that matters for safety. */
  DEPOT {
    @Override
    public Object apply(Extent extent) {
      return extent.location().map(Object.class::cast).orElse(extent);
    }
  },

  /** Each host counts once. */
  HOST {
    @Override
    public Object apply(Extent extent) {
      return extent.location().map(Location::host).map(Object.class::cast).orElse(extent);
    }
  }
}
