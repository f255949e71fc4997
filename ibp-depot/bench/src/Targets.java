import java.util.Locale;
import java.util.OptionalDouble;

/** What the depot has to reach, and what it reached. */
final class Targets {
  private final Report report;
  private final StringBuilder json = new StringBuilder();

  Targets(Report report) {
    this.report = report;
  }

  void print() {
    System.out.printf("%n%-4s %-58s %10s %10s %10s%n", "", "", "reached", "target", "stretch");
    for (String test : new String[] {"1 stream", "4 streams"}) {
      transfers(test);
    }
    for (int clients : new int[] {1, 4, 32}) {
      ratio("D6", Small.PART, "store, " + clients + " clients", Small.RATE, "nginx", 0, 1.0);
    }
    number("D6", Small.PART, "store, pipelined", Small.RATE, 0, 30_000, true);
    number("D7", Small.PART, "cycle, 1 clients", Small.RATE, 2_300, 0, true);
    for (String test : new String[] {"1 stream", "4 streams"}) {
      ratio("D8", Copy.PART, test, Copy.RATE, Copy.PUSH, Copy.STORE, 1.5, 0, true);
    }
    number("D9", Memory.PART, Memory.BUSY, Memory.PEAK, 250, 150, false);
  }

  private void transfers(String test) {
    ratio("D1", Transfers.MEMORY, test, "down GiB/s", "nginx", 1.0, 0);
    ratio("D1", Transfers.MEMORY, test, "down GiB/s", "raw", 0, 0.98);
    ratio("D2", Transfers.MEMORY, test, "up GiB/s", "nginx", 1.0, 1.5);
    ratio("D2", Transfers.MEMORY, test, "churn GiB/s", "nginx", 1.0, 1.5);
    ratio("D3", Transfers.MEMORY, test, "up GiB/s", "xrootd", 3, 0);
    ratio("D3", Transfers.MEMORY, test, "down GiB/s", "xrootd", 3, 0);
    for (String peer : new String[] {"nginx", "gridftp"}) {
      ratio("D4", Transfers.DISK, test, "up GiB/s", peer, 1.0, 0);
      ratio("D4", Transfers.DISK, test, "down GiB/s", peer, 1.0, 0);
    }
    String part = Transfers.MEMORY;
    ratio("D5", part, test, "up CPU s/GiB", "depot", "nginx", 1.15, 1.0, false);
    ratio("D5", part, test, "down CPU s/GiB", "depot", "nginx", 1.15, 1.0, false);
  }

  private void ratio(
      String id, String part, String test, String metric, String peer, double target, double best) {
    ratio(id, part, test, metric, "depot", peer, target, best, true);
  }

  private void ratio(
      String id,
      String part,
      String test,
      String metric,
      String ours,
      String peer,
      double target,
      double best,
      boolean atLeast) {
    OptionalDouble first = report.median(part, test, ours, metric);
    OptionalDouble second = report.median(part, test, peer, metric);
    if (first.isPresent() && second.isPresent()) {
      String what = metric + ", " + test + ": " + ours + " / " + peer;
      line(id, what, first.getAsDouble() / second.getAsDouble(), target, best, atLeast);
    }
  }

  private void number(
      String id,
      String part,
      String test,
      String metric,
      double target,
      double best,
      boolean atLeast) {
    OptionalDouble value = report.median(part, test, "depot", metric);
    if (value.isPresent()) {
      line(id, metric + ", " + test, value.getAsDouble(), target, best, atLeast);
    }
  }

  private void line(
      String id, String what, double reached, double target, double best, boolean atLeast) {
    System.out.printf(
        "%-4s %-58s %10s %10s %10s%n",
        id,
        what,
        text(reached),
        against(reached, target, atLeast),
        against(reached, best, atLeast));
    json.append(json.isEmpty() ? "" : ",\n    ")
        .append(
            Json.object(
                "id", id, "what", what, "reached", reached, "target", target, "stretch", best));
  }

  private static String against(double reached, double wanted, boolean atLeast) {
    if (wanted == 0) {
      return "";
    }
    boolean met = atLeast ? reached >= wanted : reached <= wanted;
    return (met ? "yes " : "NO  ") + (atLeast ? ">=" : "<=") + text(wanted);
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.2f", value);
  }

  /** The lines printed, for programs; a target of 0 is none. */
  String json() {
    return "[\n    " + json + "\n  ]";
  }
}
