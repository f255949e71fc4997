/**
 * Longer, or shorter, leases for what a file is stored in (LoRS spec 3.6), for tools and services.
 */
@NullMarked
package org.datalogistics.lors.lease;

import org.jspecify.annotations.NullMarked;
