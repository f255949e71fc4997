/**
 * The UNIS client: {@link org.datalogistics.unis.client.UnisClient} reads and writes a directory
 * over HTTP, and {@link org.datalogistics.unis.client.Registration} keeps a service listed in it.
 */
@NullMarked
package org.datalogistics.unis.client;

import org.jspecify.annotations.NullMarked;
