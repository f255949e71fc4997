/**
 * The default document store: one SQLite file in a folder, for a UNIS on one machine. {@link
 * org.datalogistics.unis.server.store.sqlite.SqliteDocumentStore} is the front door.
 */
@NullMarked
package org.datalogistics.unis.server.store.sqlite;

import org.jspecify.annotations.NullMarked;
