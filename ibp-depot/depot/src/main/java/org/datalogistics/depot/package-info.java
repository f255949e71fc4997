/** The depot. */
@NullMarked
package org.datalogistics.depot;

import org.jspecify.annotations.NullMarked;
