/** The IBP client. */
@NullMarked
package org.datalogistics.ibp.client;

import org.jspecify.annotations.NullMarked;
