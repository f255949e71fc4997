/**
 * Coverage and replica arithmetic over the extents of an exNode (exNode spec 8): which bytes are
 * held, by how many copies, until when, and who can serve a range. Start at {@link
 * org.datalogistics.exnode.plan.ReplicaMap}. Pure functions, {@code O(n log n)} in the number of
 * extents.
 */
@NullMarked
package org.datalogistics.exnode.plan;

import org.jspecify.annotations.NullMarked;
