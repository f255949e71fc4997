package org.datalogistics.unis.server.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/** One change, applied wholly or not at all, on the writer's connection. */
@FunctionalInterface
interface Write<T> {
  T apply(Connection connection) throws SQLException;
}
