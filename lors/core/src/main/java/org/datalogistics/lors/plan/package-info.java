/**
 * What to transfer, from where, to where, in which order: decisions without I/O, for the transfer
 * engine. Times are readings of a monotonic clock in nanoseconds, given by the caller.
 */
@NullMarked
package org.datalogistics.lors.plan;

import org.jspecify.annotations.NullMarked;
