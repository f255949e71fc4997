/**
 * What an operator wants to see of a depot on one screen, gathered from what the depot tells over
 * the wire and, where it can be reached, from its health page. For {@code dlt ibp status}.
 */
@NullMarked
package org.datalogistics.setup.status;

import org.jspecify.annotations.NullMarked;
