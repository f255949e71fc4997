/**
 * The bytes of allocations: data files, reading them, and uploads that count when they are
 * committed.
 */
@NullMarked
package org.datalogistics.depot.data;

import org.jspecify.annotations.NullMarked;
