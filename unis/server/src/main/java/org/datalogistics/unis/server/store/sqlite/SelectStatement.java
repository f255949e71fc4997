package org.datalogistics.unis.server.store.sqlite;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.unis.server.store.QuerySpec;
import org.datalogistics.unis.server.store.SortKey;

/**
 * The statement for a query.
 *
 * @param exact whether it selects, skips and limits exactly
 */
record SelectStatement(String sql, List<Object> args, boolean exact) {

  SelectStatement {
    args = List.copyOf(args);
  }

  static SelectStatement of(Table table, QuerySpec query) {
    SqlCondition condition = SqlFilter.translate(query.filter());
    List<Object> args = new ArrayList<>(condition.args());
    StringBuilder sql =
        new StringBuilder("SELECT body FROM ")
            .append(table.sql())
            .append(" WHERE deleted=0 AND ")
            .append(condition.sql())
            .append(" ORDER BY ")
            .append(order(query.sort(), args));
    if (condition.exact() && (query.limit() > 0 || query.skip() > 0)) {
      sql.append(" LIMIT ? OFFSET ?");
      args.add(query.limit() > 0 ? query.limit() : -1L);
      args.add(query.skip());
    }
    return new SelectStatement(sql.toString(), args, condition.exact());
  }

  private static String order(List<SortKey> keys, List<Object> args) {
    List<String> order = new ArrayList<>();
    boolean byTs = false;
    for (SortKey key : keys) {
      String direction = key.ascending() ? "" : " DESC";
      if (key.path().is("ts") || key.path().is("id")) {
        byTs |= key.path().is("ts");
        order.add(key.path().first() + direction);
      } else {
        order.add(SortFunction.NAME + "(body,?,?)" + direction);
        args.add(key.path().toString());
        args.add(key.ascending() ? 1 : 0);
      }
    }
    if (!byTs) {
      order.add("ts DESC");
    }
    order.add("id");
    return String.join(",", order);
  }
}
