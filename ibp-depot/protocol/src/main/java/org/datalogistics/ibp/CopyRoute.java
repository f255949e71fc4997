package org.datalogistics.ibp;

import org.jspecify.annotations.Nullable;

/**
 * How a copy reaches the other depot (IBP spec 7.9, 7.10).
 *
 * @param phoebusPath {@code host/port,host/port} of the gateways or {@code auto}; null for TCP
 */
public record CopyRoute(@Nullable String phoebusPath) {
  /** A connection from depot to depot. */
  public static final CopyRoute TCP = new CopyRoute(null);

  public CopyRoute {
    if (phoebusPath != null && (phoebusPath.isEmpty() || phoebusPath.indexOf(' ') >= 0)) {
      throw new IllegalArgumentException("not a path of gateways: '" + phoebusPath + "'");
    }
  }

  /** Over gateways, named or {@code auto}. */
  public static CopyRoute phoebus(String path) {
    return new CopyRoute(path);
  }

  /** Whether gateways are asked for. */
  public boolean isPhoebus() {
    return phoebusPath != null;
  }
}
