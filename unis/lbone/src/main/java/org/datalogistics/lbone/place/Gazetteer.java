package org.datalogistics.lbone.place;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A small table of places: states of the USA with their postal codes, countries, airports and the
 * towns they serve. Coordinates are those of the middle of a place: good enough to say which depot
 * is nearer. Immutable.
 */
public final class Gazetteer {
  private static final String TABLE = "places.txt";

  private final Map<String, Coordinates> states = new HashMap<>();
  private final Map<String, Coordinates> countries = new HashMap<>();
  private final Map<String, Coordinates> airports = new HashMap<>();
  private final Map<String, Coordinates> towns = new HashMap<>();
  private final Map<Integer, String> statesByZip = new HashMap<>();

  private Gazetteer() {}

  /** Reads the table, which takes a few milliseconds. */
  public static Gazetteer load() {
    Gazetteer gazetteer = new Gazetteer();
    try (InputStream in = Gazetteer.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("the table " + TABLE + " is missing");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty() && line.charAt(0) != '#') {
          gazetteer.add(line.split(" ", 6));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return gazetteer;
  }

  private void add(String[] fields) {
    if (fields[0].equals("zip")) {
      int last = Integer.parseInt(fields[2]);
      for (int i = Integer.parseInt(fields[1]); i <= last; i++) {
        statesByZip.put(i, fields[3]);
      }
      return;
    }
    Coordinates point =
        new Coordinates(Double.parseDouble(fields[2]), Double.parseDouble(fields[3]));
    switch (fields[0]) {
      case "state" -> states.put(fields[1], point);
      case "country" -> countries.put(fields[1], point);
      case "airport" -> {
        airports.put(fields[1], point);
        towns.putIfAbsent(town(fields[5], fields[4]), point);
      }
      case "town" -> towns.put(town(fields[5], fields[4]), point);
      default -> throw new IllegalStateException("no kind of place: " + fields[0]);
    }
  }

  private static String town(String name, String state) {
    return name.toLowerCase(Locale.ROOT) + "," + state.toUpperCase(Locale.ROOT);
  }

  /**
   * Where a hint points: to its own coordinates, else by its postal code, airport, city with state
   * or country, state, country, in this order (LoRS spec 7.4).
   */
  public Optional<Coordinates> find(LocationHint hint) {
    return hint.coordinates()
        .or(() -> hint.value("zip").flatMap(this::zip))
        .or(() -> hint.value("airport").flatMap(code -> find(airports, code)))
        .or(() -> city(hint))
        .or(() -> hint.value("state").flatMap(code -> find(states, code)))
        .or(() -> hint.value("country").flatMap(code -> find(countries, code)));
  }

  private Optional<Coordinates> city(LocationHint hint) {
    return hint.value("city")
        .flatMap(
            city ->
                hint.value("state")
                    .or(() -> hint.value("country"))
                    .map(state -> towns.get(town(city, state))));
  }

  private Optional<Coordinates> zip(String text) {
    if (text.length() < 3 || !text.substring(0, 3).chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    String state = statesByZip.get(Integer.parseInt(text.substring(0, 3)));
    return state == null ? Optional.empty() : Optional.ofNullable(states.get(state));
  }

  private static Optional<Coordinates> find(Map<String, Coordinates> table, String code) {
    return Optional.ofNullable(table.get(code.toUpperCase(Locale.ROOT)));
  }
}
