package org.datalogistics.depot.command;

import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.DepotAddress;

/** Makes capabilities that name this depot. */
final class Advertised {
  /** Meaningless, but every known client must be able to read it as an int (IBP spec 4). */
  private static final String TYPE_KEY = "3862277";

  private final DepotAddress address;

  /** Capabilities will name that address. */
  Advertised(DepotAddress address) {
    this.address = address;
  }

  /** The capabilities of a new allocation. */
  CapabilitySet capabilities(String rid, IssuedKeys keys) {
    return new CapabilitySet(
        capability(rid, keys.read(), CapabilityKind.READ),
        capability(rid, keys.write(), CapabilityKind.WRITE),
        capability(rid, keys.manage(), CapabilityKind.MANAGE));
  }

  private Capability capability(String rid, String key, CapabilityKind kind) {
    return new Capability(address, new AccessKey(rid + "#" + key, TYPE_KEY), kind);
  }
}
