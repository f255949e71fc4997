package org.datalogistics.depot.register;

import java.util.OptionalInt;
import org.datalogistics.ibp.DepotAddress;

/**
 * Where a depot can be reached.
 *
 * @param plain what capabilities name
 * @param tlsPort the port for TLS on the same host, if there is one
 */
public record Listeners(DepotAddress plain, OptionalInt tlsPort) {}
