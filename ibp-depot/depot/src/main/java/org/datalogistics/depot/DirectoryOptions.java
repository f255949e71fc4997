package org.datalogistics.depot;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datalogistics.depot.register.RegistrationConfig;
import org.datalogistics.node.config.Key;
import org.datalogistics.node.config.Settings;

/** Settings of the record in the directory. */
final class DirectoryOptions {
  private static final String DIRECTORY = "Directory";

  private static final Key<Optional<URI>> UNIS =
      Key.uri("unis")
          .in(DIRECTORY)
          .help("UNIS to register in, such as http://host:8888")
          .optional();
  private static final Key<Optional<String>> NAME =
      Key.string("name").in(DIRECTORY).help("name in the directory, else host:port").optional();
  private static final Key<Duration> TTL =
      Key.duration("ttl")
          .byDefault(Duration.ofMinutes(2))
          .in(DIRECTORY)
          .help("how long the directory's record counts; it is refreshed at half of it");
  private static final Key<Optional<String>> LATITUDE =
      Key.string("latitude").in(DIRECTORY).help("degrees north").optional();
  private static final Key<Optional<String>> LONGITUDE =
      Key.string("longitude").in(DIRECTORY).help("degrees east").optional();
  private static final Key<Optional<Place>> PLACE =
      Place.KEY.in(DIRECTORY).help("where it stands, for people").optional();

  private static final Key<Optional<String>> SITE =
      Key.string("site")
          .in(DIRECTORY)
          .help(
              "what it shares with depots that fail together, such as a room; copies go to others")
          .optional();

  static final List<Key<?>> KEYS = List.of(UNIS, NAME, TTL, SITE, LATITUDE, LONGITUDE, PLACE);

  private DirectoryOptions() {}

  static Optional<RegistrationConfig> registration(Settings settings) {
    Map<String, String> location = location(settings);
    return settings
        .get(UNIS)
        .map(unis -> new RegistrationConfig(unis, settings.get(NAME), settings.get(TTL), location));
  }

  private static Map<String, String> location(Settings settings) {
    Map<String, String> location = new LinkedHashMap<>();
    settings.get(PLACE).ifPresent(place -> location.putAll(place.names()));
    settings.get(SITE).ifPresent(site -> location.put("site", site));
    settings.get(LATITUDE).ifPresent(text -> location.put("latitude", degrees(LATITUDE, text, 90)));
    settings
        .get(LONGITUDE)
        .ifPresent(text -> location.put("longitude", degrees(LONGITUDE, text, 180)));
    return location;
  }

  private static String degrees(Key<?> key, String text, int most) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key.name() + ": no number of degrees: " + text, e);
    }
    if (!(Math.abs(value) <= most)) {
      throw new IllegalArgumentException(
          "%s: not within -%d to %d degrees: %s".formatted(key.name(), most, most, text));
    }
    return text;
  }
}
