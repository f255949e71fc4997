/** What a file's allocations are like now, for tools and services. */
@NullMarked
package org.datalogistics.lors.listing;

import org.jspecify.annotations.NullMarked;
