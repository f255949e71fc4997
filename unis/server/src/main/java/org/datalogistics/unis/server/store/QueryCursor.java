package org.datalogistics.unis.server.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For the engines: makes the answer of a query from candidates that an engine delivers in order.
 * {@code unique} remembers the ids that it has let through.
 */
public final class QueryCursor implements DocumentCursor {

  /** Candidates: at least all documents that match. */
  public interface Source extends AutoCloseable {

    /** The next one, or null at the end. */
    @Nullable ObjectNode next();

    @Override
    default void close() {}
  }

  private final Source source;
  private final QuerySpec query;
  private final @Nullable Matcher judge;
  private final Duration timeLimit;
  private final Set<String> seen = new HashSet<>();
  private long skipped;
  private long matched;
  private boolean ended;
  private @Nullable ObjectNode ahead;

  /**
   * Takes over the source.
   *
   * @param judge checks every candidate, or null when the engine has selected exactly
   * @param timeLimit how long one step may look for the next match
   */
  public QueryCursor(Source source, QuerySpec query, @Nullable Matcher judge, Duration timeLimit) {
    this.source = source;
    this.query = query;
    this.judge = judge;
    this.timeLimit = timeLimit;
  }

  @Override
  public boolean hasNext() {
    if (ahead == null && !ended) {
      ahead = advance();
      if (ahead == null) {
        close();
      }
    }
    return ahead != null;
  }

  @Override
  public ObjectNode next() {
    ObjectNode result = hasNext() ? ahead : null;
    if (result == null) {
      throw new NoSuchElementException("no more documents");
    }
    ahead = null;
    return query.projection().apply(result);
  }

  private @Nullable ObjectNode advance() {
    long start = System.nanoTime();
    while (query.limit() == 0 || matched < query.limit()) {
      ObjectNode candidate = source.next();
      if (candidate == null) {
        return null;
      }
      if (judge != null && !judge.matches(candidate)) {
        if (System.nanoTime() - start > timeLimit.toNanos()) {
          throw new StoreUnavailableException(
              "no match within "
                  + timeLimit.toSeconds()
                  + " s; narrow the query, or declare an index for its fields");
        }
        continue;
      }
      if (skipped < query.skip()) {
        skipped++;
        continue;
      }
      matched++;
      if (!query.unique() || seen.add(Documents.id(candidate))) {
        return candidate;
      }
    }
    return null;
  }

  @Override
  public long matched() {
    return matched;
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      source.close();
    }
  }
}
