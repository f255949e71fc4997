/**
 * {@code dlt ibp}: a depot by hand, one command of the protocol at a time. For operators who look
 * at a depot, and for those who want to see what the tools above do.
 */
@NullMarked
package org.datalogistics.setup.ibp;

import org.jspecify.annotations.NullMarked;
