package org.datalogistics.unis.server.store;

import java.util.List;

/**
 * A whole query (UNIS spec 6).
 *
 * @param filter which documents
 * @param projection which of their fields
 * @param sort the order; ties end newest first, then by id
 * @param skip how many to drop after sorting, 0 or more
 * @param limit how many at most after that, 0 for no limit
 * @param unique whether to keep only the first document of each id, after {@code limit}
 * @param inline whether exNodes shall embed their extents; the store does not look at it
 */
public record QuerySpec(
    Filter filter,
    Projection projection,
    List<SortKey> sort,
    long skip,
    long limit,
    boolean unique,
    boolean inline) {

  public QuerySpec {
    sort = List.copyOf(sort);
    if (skip < 0 || limit < 0) {
      throw new IllegalArgumentException(
          "skip " + skip + " and limit " + limit + " must not be negative");
    }
    if (sort.size() > SortKey.MAX_KEYS) {
      throw new IllegalArgumentException(sort.size() + " sort keys; at most " + SortKey.MAX_KEYS);
    }
  }

  /** All versions that match, whole, newest first. */
  public static QuerySpec of(Filter filter) {
    return new QuerySpec(filter, Projection.ALL, List.of(SortKey.NEWEST_FIRST), 0, 0, false, false);
  }

  /** Everything, newest first. */
  public static QuerySpec all() {
    return of(Filter.ALL);
  }

  public QuerySpec withFilter(Filter other) {
    return new QuerySpec(other, projection, sort, skip, limit, unique, inline);
  }

  public QuerySpec withProjection(Projection other) {
    return new QuerySpec(filter, other, sort, skip, limit, unique, inline);
  }

  public QuerySpec withSort(List<SortKey> other) {
    return new QuerySpec(filter, projection, other, skip, limit, unique, inline);
  }

  public QuerySpec withSkip(long other) {
    return new QuerySpec(filter, projection, sort, other, limit, unique, inline);
  }

  public QuerySpec withLimit(long other) {
    return new QuerySpec(filter, projection, sort, skip, other, unique, inline);
  }

  public QuerySpec withUnique(boolean other) {
    return new QuerySpec(filter, projection, sort, skip, limit, other, inline);
  }

  public QuerySpec withInline(boolean other) {
    return new QuerySpec(filter, projection, sort, skip, limit, unique, other);
  }
}
