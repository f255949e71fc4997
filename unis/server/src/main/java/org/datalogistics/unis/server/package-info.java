/** The UNIS server. */
@NullMarked
package org.datalogistics.unis.server;

import org.jspecify.annotations.NullMarked;
