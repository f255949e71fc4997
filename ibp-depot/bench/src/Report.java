import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** The figures of a run: a value for each round of each metric of each peer in each case. */
final class Report {
  /** What was measured: a table has a case for each group of rows, a row for each peer. */
  record Key(String part, String test, String peer, String metric) {}

  /** The values of the rounds. */
  record Figures(List<Double> values) {
    double median() {
      List<Double> sorted = values.stream().sorted().toList();
      return sorted.get(sorted.size() / 2);
    }

    /** Half of what lies between the smallest and the largest. */
    double halfSpread() {
      List<Double> sorted = values.stream().sorted().toList();
      return (sorted.get(sorted.size() - 1) - sorted.get(0)) / 2;
    }
  }

  private final Map<Key, List<Double>> values = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  /** Names and values in turn, which stay in that order. */
  static Map<String, Double> metrics(Object... pairs) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      metrics.put((String) pairs[i], (Double) pairs[i + 1]);
    }
    return metrics;
  }

  void add(String part, String test, String peer, Map<String, Double> metrics) {
    metrics.forEach(
        (metric, value) ->
            values
                .computeIfAbsent(new Key(part, test, peer, metric), key -> new ArrayList<>())
                .add(value));
  }

  /** Something that the reader has to know; said at once and in the file of figures. */
  void note(String text) {
    if (!notes.contains(text)) {
      notes.add(text);
      System.out.println("note: " + text);
    }
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  Map<Key, Figures> figures() {
    Map<Key, Figures> all = new LinkedHashMap<>();
    values.forEach((key, list) -> all.put(key, new Figures(List.copyOf(list))));
    return all;
  }

  OptionalDouble median(String part, String test, String peer, String metric) {
    List<Double> found = values.get(new Key(part, test, peer, metric));
    return found == null ? OptionalDouble.empty() : OptionalDouble.of(new Figures(found).median());
  }

  /** Prints one part: a row for each peer of each case, a column for each metric. */
  void print(String part, String title) {
    Set<String> metrics = new java.util.LinkedHashSet<>();
    Map<List<String>, Map<String, Figures>> rows = new LinkedHashMap<>();
    figures()
        .forEach(
            (key, figures) -> {
              if (key.part().equals(part)) {
                metrics.add(key.metric());
                rows.computeIfAbsent(List.of(key.test(), key.peer()), row -> new TreeMap<>())
                    .put(key.metric(), figures);
              }
            });
    if (rows.isEmpty()) {
      return;
    }
    System.out.printf("%n%s%n%-43s", title, "");
    metrics.forEach(metric -> System.out.printf(" %17s", metric));
    System.out.println();
    String before = "";
    for (Map.Entry<List<String>, Map<String, Figures>> row : rows.entrySet()) {
      String test = row.getKey().get(0);
      System.out.printf("%-20s %-22s", test.equals(before) ? "" : test, row.getKey().get(1));
      before = test;
      for (String metric : metrics) {
        Figures figures = row.getValue().get(metric);
        System.out.printf(" %17s", figures == null ? "" : text(figures));
      }
      System.out.println();
    }
  }

  private static String text(Figures figures) {
    String format = figures.median() >= 100 ? "%.0f ± %.0f" : "%.2f ± %.2f";
    return String.format(Locale.ROOT, format, figures.median(), figures.halfSpread());
  }
}
