import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures of a run for programs. */
final class Json {
  private Json() {}

  static void write(Path file, Options options, Report report, Targets targets) throws IOException {
    List<String> figures = new ArrayList<>();
    report
        .figures()
        .forEach(
            (key, values) ->
                figures.add(
                    object(
                        "part", key.part(),
                        "test", key.test(),
                        "peer", key.peer(),
                        "metric", key.metric(),
                        "median", values.median(),
                        "halfSpread", values.halfSpread(),
                        "values", values.values())));
    Files.writeString(
        file,
        """
        {
          "taken": %s,
          "machine": %s,
          "size": %d,
          "rounds": %d,
          "notes": %s,
          "figures": [
            %s
          ],
          "targets": %s
        }
        """
            .formatted(
                value(Instant.now().toString()),
                value(Machine.describe()),
                options.size(),
                options.rounds(),
                value(report.notes()),
                String.join(",\n    ", figures),
                targets.json()));
  }

  /** Names and values in turn. */
  static String object(Object... pairs) {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      members.add(value(pairs[i]) + ": " + value(pairs[i + 1]));
    }
    return "{" + String.join(", ", members) + "}";
  }

  private static String value(Object value) {
    if (value instanceof Number number) {
      return String.format(Locale.ROOT, "%.4f", number.doubleValue());
    } else if (value instanceof List<?> list) {
      return list.stream().map(Json::value).collect(Collectors.joining(", ", "[", "]"));
    }
    String text = value.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ");
    return "\"" + text + "\"";
  }
}
