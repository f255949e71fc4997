/** What a lease may be and become, granting it and ending it. */
@NullMarked
package org.datalogistics.depot.lease;

import org.jspecify.annotations.NullMarked;
