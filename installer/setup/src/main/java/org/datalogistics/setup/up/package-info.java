/**
 * {@code dlt up}: a whole node in one process, which configures itself. For those who want storage
 * on the network without reading about its parts first.
 */
@NullMarked
package org.datalogistics.setup.up;

import org.jspecify.annotations.NullMarked;
