/**
 * What every operation on depots needs while it runs: the queue to the thread that owns its state,
 * its clock and deadline, and giving back what it made in vain.
 */
@NullMarked
package org.datalogistics.lors.run;

import org.jspecify.annotations.NullMarked;
