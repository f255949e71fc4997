/**
 * A journal: an append-only sequence of frames in segment files, read back after a crash up to the
 * first frame that is not whole. For the metadata; it knows nothing of what is in the frames.
 */
@NullMarked
package org.datalogistics.depot.journal;

import org.jspecify.annotations.NullMarked;
