package org.datalogistics.exnode.json;

import com.fasterxml.jackson.core.JsonToken;
import java.time.Instant;
import org.datalogistics.exnode.ExNodeFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what {@code lifetime} and {@code lifetimes}, in the shapes of the various writers, say of
 * one extent: the entry with the latest end counts (exNode spec 6.2).
 */
final class LifetimeReader {

  private final JsonCursor cursor;
  private final JsonScalars scalars;
  private @Nullable Instant start;
  private @Nullable Instant end;

  LifetimeReader(JsonCursor cursor, JsonScalars scalars) {
    this.cursor = cursor;
    this.scalars = scalars;
  }

  /** Reads an object, or an array of objects; anything else says nothing. */
  void read() throws ExNodeFormatException {
    if (cursor.isAt(JsonToken.START_OBJECT)) {
      readEntry();
    } else if (cursor.isAt(JsonToken.START_ARRAY)) {
      cursor.elements(
          () -> {
            if (cursor.isAt(JsonToken.START_OBJECT)) {
              readEntry();
            } else {
              cursor.skip();
            }
          });
    }
  }

  private void readEntry() throws ExNodeFormatException {
    Entry entry = new Entry();
    cursor.properties(
        name -> {
          switch (name) {
            case JsonNames.START -> entry.start = scalars.time();
            case JsonNames.END -> entry.end = scalars.time();
            default -> cursor.skip();
          }
        });
    Instant entryStart = entry.start;
    Instant entryEnd = entry.end;
    if (entryEnd != null && entryStart != null && !entryEnd.isAfter(entryStart)) {
      entryEnd = null; // tools put the start there when they have no end
    }
    boolean better =
        end == null ? entryEnd != null || start == null : entryEnd != null && entryEnd.isAfter(end);
    if (better) {
      start = entryStart;
      end = entryEnd;
    }
  }

  @Nullable Instant start() {
    return start;
  }

  @Nullable Instant end() {
    return end;
  }

  private static final class Entry {
    private @Nullable Instant start;
    private @Nullable Instant end;
  }
}
