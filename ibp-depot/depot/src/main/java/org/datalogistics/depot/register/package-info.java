/** How a depot makes itself known in UNIS, so that existing clients find it (UNIS spec 13). */
@NullMarked
package org.datalogistics.depot.register;

import org.jspecify.annotations.NullMarked;
