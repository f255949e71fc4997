/** Text for people: what the terminal can show, and amounts in units that can be read. */
@NullMarked
package org.datalogistics.setup.term;

import org.jspecify.annotations.NullMarked;
