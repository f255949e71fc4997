/**
 * Files in network storage, for tools and services: what all operations share, as events, limits,
 * cancellation and errors. The operations are in {@code lors.transfer} and {@code lors.listing}.
 */
@NullMarked
package org.datalogistics.lors;

import org.jspecify.annotations.NullMarked;
