package org.datalogistics.lors.depots;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.datalogistics.ibp.DepotAddress;

/**
 * How near hosts are to each other, as a resolution file says it (LoRS spec 4): larger is nearer.
 * {@code localhost} is the client.
 *
 * @param points metrics of each path, one or more
 */
public record Resolution(Map<Path, List<Double>> points) {
  /** The client. */
  public static final String HERE = "localhost";

  /** Nothing is known. */
  public static final Resolution NONE = new Resolution(Map.of());

  /** More lines are no list of paths between depots. */
  private static final int MOST_POINTS = 200_000;

  public Resolution {
    Map<Path, List<Double>> copy = new LinkedHashMap<>();
    points.forEach((path, metrics) -> copy.put(path, List.copyOf(metrics)));
    points = Collections.unmodifiableMap(copy);
  }

  /** From one host to another; the client has any port. */
  public record Path(DepotAddress source, DepotAddress destination) {
    public Path {
      source = portless(source);
      destination = portless(destination);
    }

    private static DepotAddress portless(DepotAddress address) {
      Objects.requireNonNull(address, "address is null");
      return address.host().equals(HERE)
          ? new DepotAddress(HERE, DepotAddress.DEFAULT_PORT)
          : address;
    }
  }

  /** The client, as one end of a path. */
  public static DepotAddress here() {
    return new DepotAddress(HERE, DepotAddress.DEFAULT_PORT);
  }

  /**
   * Reads a file's text.
   *
   * @param warnings is told of lines that cannot be used
   */
  public static Resolution parse(String text, Consumer<String> warnings) {
    Map<Path, List<Double>> points = new LinkedHashMap<>();
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      String stripped = line.strip();
      if (!stripped.isEmpty() && stripped.charAt(0) != '#') {
        try {
          add(stripped.split("\\s+", -1), points);
        } catch (IllegalArgumentException e) {
          warnings.accept("line " + number + ": " + e.getMessage());
        }
      }
      if (points.size() >= MOST_POINTS) {
        warnings.accept("line " + number + ": too many lines, the rest is not read");
        break;
      }
    }
    return new Resolution(points);
  }

  private static void add(String[] words, Map<Path, List<Double>> points) {
    if (words.length < 3) {
      throw new IllegalArgumentException("a line is SOURCE DESTINATION METRIC...");
    }
    Path path = new Path(DepotAddress.parse(words[0]), DepotAddress.parse(words[1]));
    List<Double> metrics =
        List.of(words).subList(2, words.length).stream().map(Resolution::metric).toList();
    points.put(path, metrics);
  }

  private static double metric(String text) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a metric", e);
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("'" + text + "' is not a metric");
    }
    return value;
  }

  /** The file's text: what {@link #parse} reads. */
  public String print() {
    StringBuilder text = new StringBuilder();
    points.forEach(
        (path, metrics) ->
            text.append(name(path.source()))
                .append(' ')
                .append(name(path.destination()))
                .append(' ')
                .append(metrics.stream().map(Resolution::shown).collect(Collectors.joining(" ")))
                .append('\n'));
    return text.toString();
  }

  private static String name(DepotAddress address) {
    return address.host().equals(HERE) ? HERE : address.toString();
  }

  static String shown(double metric) {
    return metric == Math.rint(metric) && Math.abs(metric) < 1e15
        ? String.valueOf((long) metric)
        : String.format(Locale.ROOT, "%.4f", metric);
  }

  /** The first metric of a path, if there is one. */
  public Optional<Double> metric(DepotAddress source, DepotAddress destination) {
    return Optional.ofNullable(points.get(new Path(source, destination)))
        .map(metrics -> metrics.get(0));
  }

  /** The first metric from the client to a depot, if there is one. */
  public Optional<Double> fromHere(DepotAddress depot) {
    return points.isEmpty() ? Optional.empty() : metric(here(), depot);
  }

  /** Only the paths from one host. */
  public Resolution from(DepotAddress source) {
    DepotAddress wanted = new Path(source, here()).source();
    Map<Path, List<Double>> own = new LinkedHashMap<>();
    points.forEach(
        (path, metrics) -> {
          if (path.source().equals(wanted)) {
            own.put(path, metrics);
          }
        });
    return new Resolution(own);
  }

  /** The depots at the ends of paths, without the client. */
  public Set<DepotAddress> depots() {
    Set<DepotAddress> all = new TreeSet<>();
    for (Path path : points.keySet()) {
      all.add(path.source());
      all.add(path.destination());
    }
    all.remove(here());
    return all;
  }
}
