package org.datalogistics.lbone.place;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody is, and what a depot there should have: groups of {@code keyword= value} (LoRS
 * spec 7.4). A value goes on to the next keyword; one that has no keyword in front is dropped.
 *
 * @param values by keyword, in small letters and without {@code =}; of two names of the same thing
 *     the first of the specification
 */
public record LocationHint(Map<String, String> values) {
  /** No hint. */
  public static final LocationHint NONE = new LocationHint(Map.of());

  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "zipcode",
          "zip",
          "st",
          "state",
          "c",
          "country",
          "lat",
          "latitude",
          "lon",
          "longitude",
          "logitude",
          "longitude");

  public LocationHint {
    values = Map.copyOf(values);
  }

  /** Reads a hint; any text is one. */
  public static LocationHint parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    @Nullable String keyword = null;
    List<String> words = new ArrayList<>();
    for (String word : text.strip().split("\\s+", -1)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        put(values, keyword, words);
        keyword = word.substring(0, equals).toLowerCase(Locale.ROOT);
        words.clear();
        word = word.substring(equals + 1);
      }
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    put(values, keyword, words);
    return new LocationHint(values);
  }

  private static void put(
      Map<String, String> values, @Nullable String keyword, List<String> words) {
    if (keyword != null && !words.isEmpty()) {
      values.putIfAbsent(OTHER_NAMES.getOrDefault(keyword, keyword), String.join(" ", words));
    }
  }

  /** The value behind a keyword, such as {@code zip}. */
  public Optional<String> value(String keyword) {
    return Optional.ofNullable(values.get(keyword));
  }

  /** Latitude and longitude that the hint names itself, which is an addition of this toolkit. */
  public Optional<Coordinates> coordinates() {
    String latitude = values.get("latitude");
    String longitude = values.get("longitude");
    if (latitude == null || longitude == null) {
      return Optional.empty();
    }
    try {
      double north = Double.parseDouble(latitude);
      double east = Double.parseDouble(longitude);
      return Coordinates.isValid(north, east)
          ? Optional.of(new Coordinates(north, east))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
