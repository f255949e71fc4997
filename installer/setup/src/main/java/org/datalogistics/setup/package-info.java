/** The dlt command. */
@NullMarked
package org.datalogistics.setup;

import org.jspecify.annotations.NullMarked;
