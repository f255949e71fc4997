/**
 * Which depots to use: sources that know some, what depots say themselves, ranks. For uploads and
 * copies.
 */
@NullMarked
package org.datalogistics.lors.depots;

import org.jspecify.annotations.NullMarked;
