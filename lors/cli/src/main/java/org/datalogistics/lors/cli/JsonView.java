package org.datalogistics.lors.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.tree.TreeEvent;
import org.datalogistics.lors.tree.TreeResult;
import org.jspecify.annotations.Nullable;

/**
 * Tells a transfer to scripts: a line of JSON for each event (docs/lors.md, "For scripts"). Not
 * thread-safe.
 */
final class JsonView {
  private static final long EVERY_NANOS = Duration.ofMillis(250).toNanos();

  private final OutputStream out;
  private final String placeName;
  private long told;
  private @Nullable IOException failure;

  /**
   * A view.
   *
   * @param placeName what the place of a file is called: {@code exnode} or {@code output}
   */
  JsonView(OutputStream out, String placeName, long now) {
    this.out = out;
    this.placeName = placeName;
    this.told = now;
  }

  void onEvent(TreeEvent event, Totals totals, long now) {
    if (event instanceof TreeEvent.Planned planned) {
      Map<String, @Nullable Object> line = line("planned");
      line.put("files", known(planned.files()));
      line.put("bytes", known(planned.bytes()));
      print(line);
    } else if (event instanceof TreeEvent.Done done) {
      done(done.file());
    } else if (event instanceof TreeEvent.Skipped skipped) {
      problem("skipped", skipped.name(), skipped.reason());
    } else if (event instanceof TreeEvent.Failed failed) {
      problem("failed", failed.name(), failed.reason());
    } else if (event instanceof TreeEvent.Moved moved
        && moved.event() instanceof TransferEvent.Warning warning) {
      Map<String, @Nullable Object> line = line("warning");
      line.put("text", warning.text());
      print(line);
    }
    if (now - told >= EVERY_NANOS) {
      told = now;
      progress(totals, now);
    }
  }

  private static Map<String, @Nullable Object> line(String event) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("event", event);
    return line;
  }

  private static @Nullable Long known(long number) {
    return number < 0 ? null : number;
  }

  private void done(TreeEvent.MovedFile file) {
    Map<String, @Nullable Object> line = line("done");
    line.put("file", file.name());
    line.put(placeName, file.place());
    line.put("size", file.bytes());
    if (placeName.equals("exnode")) {
      line.put("copies", file.copies());
    }
    line.put("depots", names(file.depots()));
    line.put("failures", file.failures());
    line.put("seconds", seconds(file.elapsed()));
    print(line);
  }

  private void problem(String event, String file, String reason) {
    Map<String, @Nullable Object> line = line(event);
    line.put("file", file);
    line.put("reason", reason);
    print(line);
  }

  private void progress(Totals totals, long now) {
    Map<String, @Nullable Object> line = line("progress");
    line.put("files", totals.filesEnded());
    line.put("bytes", totals.bytesDone());
    line.put("rate", Math.round(totals.rate()));
    line.put("secondsLeft", known(totals.secondsLeft(now)));
    Map<String, Object> depots = new LinkedHashMap<>();
    totals.depotRates().forEach((depot, rate) -> depots.put(depot.toString(), Math.round(rate)));
    line.put("depots", depots);
    print(line);
  }

  void summary(TreeResult result) {
    Map<String, @Nullable Object> line = line("summary");
    line.put("files", result.files());
    line.put("bytes", result.bytes());
    line.put("skipped", result.skipped());
    line.put("failed", result.failed());
    line.put("failures", result.madeGood());
    line.put("depots", names(result.depots()));
    line.put("seconds", seconds(result.elapsed()));
    line.put("rate", Math.round(Summary.rate(result.bytes(), result.elapsed())));
    line.put("complete", result.isComplete());
    if (!result.stopped().isEmpty()) {
      line.put("stopped", result.stopped());
    }
    print(line);
  }

  private static List<String> names(Collection<DepotAddress> depots) {
    return depots.stream().sorted().map(DepotAddress::toString).toList();
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  private void print(Map<String, @Nullable Object> line) {
    if (failure != null) {
      return;
    }
    try {
      out.write((JsonText.of(line) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      failure = e; // nobody reads any more: told at the end
    }
  }

  /** Fails when lines were lost. */
  void check() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }
}
