/** Where work that waits for the disk runs. */
@NullMarked
package org.datalogistics.depot.disk;

import org.jspecify.annotations.NullMarked;
