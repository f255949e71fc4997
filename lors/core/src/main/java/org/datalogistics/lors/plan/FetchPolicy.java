package org.datalogistics.lors.plan;

/**
 * How eagerly pieces are fetched (LoRS spec 3.2, 6.3).
 *
 * @param threads most fetches at once
 * @param perDepot most fetches at once from one depot; 0 for no limit
 * @param redundancy most fetches at once of one piece
 * @param progress how many later pieces must have come before a slow one is fetched once more
 * @param cache finished pieces that may wait for earlier ones; without effect where pieces may be
 *     written in any order
 */
public record FetchPolicy(int threads, int perDepot, int redundancy, int progress, int cache) {

  /** 8 threads, no limit per depot, redundancy 2, progress 5, cache 2. */
  public static final FetchPolicy DEFAULTS = new FetchPolicy(8, 0, 2, 5, 2);

  public FetchPolicy {
    if (threads < 1 || perDepot < 0 || redundancy < 1 || progress < 0 || cache < 0) {
      throw new IllegalArgumentException(
          "threads %d and redundancy %d must be 1 or more, per depot %d, progress %d and cache %d 0 or more"
              .formatted(threads, redundancy, perDepot, progress, cache));
    }
  }

  /**
   * The same with no more fetches and finished pieces than there is room for.
   *
   * @param room pieces that fit into memory; at least one is always held
   * @param cached whether finished pieces are held too
   */
  public FetchPolicy within(long room, boolean cached) {
    int fewer = cached ? (int) Math.min(cache, Math.max(0, room - 1)) : cache;
    long left = Math.max(1, cached ? room - fewer : room);
    return new FetchPolicy((int) Math.min(threads, left), perDepot, redundancy, progress, fewer);
  }

  /** The same with so many fetches at once. */
  public FetchPolicy withThreads(int number) {
    return new FetchPolicy(number, perDepot, redundancy, progress, cache);
  }
}
