/** The exNode model. */
@NullMarked
package org.datalogistics.exnode;

import org.jspecify.annotations.NullMarked;
