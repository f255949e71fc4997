/** The lors commands. */
@NullMarked
package org.datalogistics.lors.cli;

import org.jspecify.annotations.NullMarked;
