/**
 * Resources, the folders that a depot leases out: the front door to everything about allocations.
 */
@NullMarked
package org.datalogistics.depot.resource;

import org.jspecify.annotations.NullMarked;
