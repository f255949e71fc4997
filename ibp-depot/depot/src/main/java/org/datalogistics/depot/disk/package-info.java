/** The files of a resource, where work on them runs that waits, and what is forced to the disk. */
@NullMarked
package org.datalogistics.depot.disk;

import org.jspecify.annotations.NullMarked;
