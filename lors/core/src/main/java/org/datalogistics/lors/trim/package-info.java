/** Giving storage back that an exNode no longer needs (LoRS spec 6.7), for tools and services. */
@NullMarked
package org.datalogistics.lors.trim;

import org.jspecify.annotations.NullMarked;
