/**
 * Allocations as values and as objects in memory: their records, keys, cache, and who may change
 * which bytes.
 */
@NullMarked
package org.datalogistics.depot.allocation;

import org.jspecify.annotations.NullMarked;
