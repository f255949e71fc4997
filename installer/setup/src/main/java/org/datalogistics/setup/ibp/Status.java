package org.datalogistics.setup.ibp;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.setup.status.DepotFacts;
import org.datalogistics.setup.status.DepotFactsReader;
import org.datalogistics.setup.status.StatusJson;
import org.datalogistics.setup.status.StatusScreen;

/** {@code dlt ibp status}. */
final class Status implements HandCommand {
  private static final String CLEAR_SCREEN = "\033[H\033[2J";

  @Override
  public String help() {
    return """
        Usage: dlt ibp status DEPOT [OPTION]...

        Shows a depot on one screen: resources, space (# hard, = soft, ~ trash), counts.

          DEPOT          HOST or HOST:PORT (6714 without)
          --health URL   where the depot serves its health page (its metrics-port): adds alarms,
                         states, trash, traffic and the busiest clients
          --json         as one JSON document
          --watch TIME   again and again, with this pause
          --version      what the depot tells of itself, as it is

        Example:
          dlt ibp status localhost
          dlt ibp status localhost --health http://localhost:9714 --watch 2s
        """;
  }

  @Override
  public void run(String[] arguments, IbpClient client)
      throws UsageException, IOException, InterruptedException {
    Arguments given =
        Arguments.read(arguments, List.of("health", "watch"), List.of("version", "json"));
    DepotAddress depot = Allocate.depot(given.words("DEPOT").get(0));
    if (given.has("version")) {
      System.out.println(Answers.await(client.version(depot)).strip());
      return;
    }
    Optional<String> page = given.text("health");
    Optional<URI> health = page.isPresent() ? Optional.of(uri(page.get())) : Optional.empty();
    Optional<Duration> pause = given.duration("watch");
    if (pause.isPresent() && pause.get().toMillis() < 100) {
      throw new UsageException("--watch: 100ms or more, not " + pause.get().toMillis() + "ms");
    }
    DepotFactsReader reader = new DepotFactsReader(client, depot, health);
    show(reader.read(), given.has("json"), false);
    while (pause.isPresent()) {
      Thread.sleep(pause.get().toMillis());
      show(reader.read(), given.has("json"), true);
    }
  }

  private static void show(DepotFacts facts, boolean json, boolean again) {
    PrintStream out = System.out;
    if (json) {
      out.println(again ? StatusJson.of(facts) : StatusJson.of(facts).toPrettyString());
    } else {
      StringBuilder screen = new StringBuilder(again ? CLEAR_SCREEN : "");
      StatusScreen.of(facts).forEach(line -> screen.append(line).append('\n'));
      out.print(screen);
    }
    out.flush();
  }

  /** Reads the address of a health page. */
  static URI uri(String text) throws UsageException {
    try {
      URI uri = URI.create(text);
      if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException("not a URL such as http://host:9714: " + text);
    }
    throw new UsageException("not a URL such as http://host:9714: " + text);
  }
}
