/**
 * Asynchronous IBP client: {@link org.datalogistics.ibp.client.IbpClient} keeps pooled, pipelined
 * connections to any number of depots and bounds every call by deadlines.
 *
 * <p>For everything that moves data between this process and depots, and for depots that copy to
 * other depots. Payload travels between sockets, direct buffers and files, never over the heap.
 */
@NullMarked
package org.datalogistics.ibp.client;

import org.jspecify.annotations.NullMarked;
