/**
 * Payload between sockets and files: parts of bounded size, digests put in and taken out, a bound
 * on the memory that all of it holds. {@link org.datalogistics.depot.net} moves it.
 */
@NullMarked
package org.datalogistics.depot.payload;

import org.jspecify.annotations.NullMarked;
