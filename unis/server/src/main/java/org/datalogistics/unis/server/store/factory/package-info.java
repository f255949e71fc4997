/** Chooses the document store by its location, for whoever starts a server. */
@NullMarked
package org.datalogistics.unis.server.store.factory;

import org.jspecify.annotations.NullMarked;
