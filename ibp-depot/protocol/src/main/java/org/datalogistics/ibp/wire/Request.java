package org.datalogistics.ibp.wire;

import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpVersion;

/** A parsed request line: the command, and the layout in which it came and is to be answered. */
public record Request(IbpVersion version, IbpCommand command) {}
