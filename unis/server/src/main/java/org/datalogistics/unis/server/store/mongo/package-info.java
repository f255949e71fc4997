/**
 * The document store in a MongoDB server, for a UNIS that outgrows one machine, with the layout of
 * the older servers (UNIS spec 4.5). The only place that knows the driver; only plain features of
 * the server are used.
 */
@NullMarked
package org.datalogistics.unis.server.store.mongo;

import org.jspecify.annotations.NullMarked;
