/**
 * Values of the IBP protocol: capabilities, commands, statuses, errors.
 *
 * <p>For clients and depots alike; how they look on the wire is {@link org.datalogistics.ibp.wire}.
 * No sockets, no files.
 */
@NullMarked
package org.datalogistics.ibp;

import org.jspecify.annotations.NullMarked;
