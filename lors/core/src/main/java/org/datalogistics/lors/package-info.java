/** LoRS operations. */
@NullMarked
package org.datalogistics.lors;

import org.jspecify.annotations.NullMarked;
