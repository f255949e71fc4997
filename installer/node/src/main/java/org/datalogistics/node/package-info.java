/** What a service shares with its machine. */
@NullMarked
package org.datalogistics.node;

import org.jspecify.annotations.NullMarked;
