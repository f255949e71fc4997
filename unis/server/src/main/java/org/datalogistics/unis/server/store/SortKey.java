package org.datalogistics.unis.server.store;

/** One field to sort by; values order as {@link SortValue} says. */
public record SortKey(FieldPath path, boolean ascending) {

  /** How many keys a query may sort by. */
  public static final int MAX_KEYS = 8;

  /** Newest first. */
  public static final SortKey NEWEST_FIRST = new SortKey(FieldPath.parse("ts"), false);
}
