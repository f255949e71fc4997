/**
 * Compares everything that a resource stores with its checksums, slowly and again and again, for
 * the resource.
 */
@NullMarked
package org.datalogistics.depot.scrub;

import org.jspecify.annotations.NullMarked;
