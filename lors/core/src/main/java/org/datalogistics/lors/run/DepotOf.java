package org.datalogistics.lors.run;

import java.util.Optional;
import org.datalogistics.exnode.Extent;
import org.datalogistics.ibp.DepotAddress;

/** From extents, which know nothing of IBP, to depots. */
public final class DepotOf {

  private DepotOf() {}

  /** The depot that an extent's capabilities name; empty when it is none that can be asked. */
  public static Optional<DepotAddress> extent(Extent extent) {
    return extent
        .location()
        .flatMap(
            at -> {
              try {
                return Optional.of(new DepotAddress(at.host(), at.port()));
              } catch (IllegalArgumentException e) {
                return Optional.empty(); // a host that no name server knows
              }
            });
  }
}
