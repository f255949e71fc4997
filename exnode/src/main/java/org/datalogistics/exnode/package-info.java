/**
 * The file model: an {@link org.datalogistics.exnode.ExNode} says which byte ranges of a file are
 * held by which remote allocations, and how the stored bytes were conditioned.
 *
 * <p>Values only: no I/O, no network, nothing of any storage protocol (capabilities are opaque
 * URIs). The forms live in {@code .xml} and {@code .json}, reading either in {@code .format}, the
 * arithmetic of coverage and copies in {@code .plan}.
 */
@NullMarked
package org.datalogistics.exnode;

import org.jspecify.annotations.NullMarked;
