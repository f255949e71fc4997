/**
 * Where things are: location hints (LoRS spec 7.4), coordinates, distances. For those who rank
 * depots, on either side.
 */
@NullMarked
package org.datalogistics.lbone.place;

import org.jspecify.annotations.NullMarked;
