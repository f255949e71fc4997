/**
 * The UNIS server: {@link org.datalogistics.unis.server.UnisServer} runs inside any program, and
 * {@link org.datalogistics.unis.server.UnisCommand} is the program {@code dlt unis}.
 */
@NullMarked
package org.datalogistics.unis.server;

import org.jspecify.annotations.NullMarked;
