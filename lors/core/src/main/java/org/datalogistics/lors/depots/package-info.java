/** Which depots to use: found in a directory, asked for their state. For tools and services. */
@NullMarked
package org.datalogistics.lors.depots;

import org.jspecify.annotations.NullMarked;
