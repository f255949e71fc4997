/** Values of the IBP protocol. */
@NullMarked
package org.datalogistics.ibp;

import org.jspecify.annotations.NullMarked;
