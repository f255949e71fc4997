package org.datalogistics.unis.server.store.sqlite;

import java.sql.SQLException;
import java.util.Objects;
import org.datalogistics.unis.server.store.Documents;
import org.datalogistics.unis.server.store.FieldPath;
import org.datalogistics.unis.server.store.SortKey;
import org.datalogistics.unis.server.store.SortValue;
import org.sqlite.Function;

/** SQL function (body, path, 1 or 0 for ascending) to the bytes that a document sorts by. */
final class SortFunction extends Function {

  static final String NAME = "dlt_sort";

  @Override
  protected void xFunc() throws SQLException {
    String body = Objects.requireNonNull(value_text(0));
    FieldPath path = FieldPath.parse(Objects.requireNonNull(value_text(1)));
    result(SortValue.of(Documents.read(body), new SortKey(path, value_int(2) == 1)));
  }
}
