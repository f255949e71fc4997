/**
 * The {@code dlt} command: {@link org.datalogistics.setup.Dlt} finds the command that a word names
 * and runs it. For people at a terminal; programs use the services and libraries themselves.
 */
@NullMarked
package org.datalogistics.setup;

import org.jspecify.annotations.NullMarked;
