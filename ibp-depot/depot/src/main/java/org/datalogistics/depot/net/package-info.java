/**
 * The network side of the depot: connections, framing, payload, deadlines, endings. What a command
 * does is in {@link org.datalogistics.depot.command}.
 */
@NullMarked
package org.datalogistics.depot.net;

import org.jspecify.annotations.NullMarked;
