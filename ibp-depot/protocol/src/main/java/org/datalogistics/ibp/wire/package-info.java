/**
 * The IBP wire format: one parser and one printer each for requests and replies, used by both
 * sides.
 */
@NullMarked
package org.datalogistics.ibp.wire;

import org.jspecify.annotations.NullMarked;
