/**
 * Allocations on disk: data files, the transactional metadata beside them, and the rules that keep
 * both in step over a crash.
 *
 * <p>The front door is {@link org.datalogistics.depot.store.Resource}; no sockets here.
 */
@NullMarked
package org.datalogistics.depot.store;

import org.jspecify.annotations.NullMarked;
