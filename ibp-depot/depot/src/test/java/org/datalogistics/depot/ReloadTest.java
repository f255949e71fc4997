package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.datalogistics.node.config.ConfigSchema;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed configuration while clients are served. */
class ReloadTest {
  @TempDir Path folder;
  private TestDepot depot;

  @BeforeEach
  void start() throws IOException {
    depot = TestDepot.start(folder);
  }

  @AfterEach
  void stop() throws IOException {
    depot.close();
  }

  private void reload(String... flags) throws Exception {
    List<String> all = new ArrayList<>(List.of("--host", "127.0.0.1", "--port", "0"));
    all.addAll(List.of("--data", folder.toString()));
    all.addAll(List.of(flags));
    if (!all.contains("--resource")) {
      all.addAll(List.of("--resource", "id=1,path=" + folder.resolve("r1") + ",size=200m"));
    }
    depot.depot().reload(DepotOptions.SCHEMA.parse(all.toArray(String[]::new)));
  }

  private void reloadWith(String... resources) throws Exception {
    List<String> flags = new ArrayList<>();
    for (String each : resources) {
      flags.addAll(List.of("--resource", each));
    }
    reload(flags.toArray(String[]::new));
  }

  @Test
  void limitsHoldForTheNextConnectionAndLeaveTheOthersAlone() throws Exception {
    try (RawClient first = depot.connect()) {
      first.send("1 4 3 30\n").expectLine("1 1 ");
      reload("--max-connections", "1");
      try (RawClient second = depot.connect()) {
        assertThat(second.readLine()).startsWith("-66 ");
      }
      first.send("1 4 3 30\n").expectLine("1 1 ");
      reload();
      try (RawClient third = depot.connect()) {
        third.send("1 4 3 30\n").expectLine("1 1 ");
      }
    }
  }

  @Test
  void accessHoldsForTheNextCommand() throws Exception {
    try (RawClient client = depot.connect()) {
      depot.allocate(client, 100);
      reload("--access", "allocate=none");
      client.send("1 1 1 2 1 3600 100 30\n").expectLine("-43 ");
    }
  }

  @Test
  void termsHoldForTheNextLease() throws Exception {
    try (RawClient client = depot.connect()) {
      reload("--max-duration", "1m");
      client.send("1 1 1 2 1 3600 100 30\n").expectLine("-28 ");
    }
    try (RawClient client = depot.connect()) {
      reload("--max-duration", "2h");
      depot.allocate(client, 100);
    }
  }

  @Test
  void resourcesComeAndGoAndKeepWhatTheyHave() throws Exception {
    try (RawClient client = depot.connect()) {
      TestDepot.Keys keys = depot.allocate(client, 100);
      client.send("1 2 " + keys.write() + " 0 5 30\nhello").expect("1 \n1 5 \n");

      reloadWith("id=2,path=" + folder.resolve("r2") + ",size=10m");
      await().until(() -> depot.depot().resources().all().size() == 1);
      client.send("1 4 3 30\n").expectLine("1 2 ");
      client.send("1 8 " + keys.read() + " 0 0 5 30\n").expectLine("-50 ");

      reloadWith(
          "id=1,path=" + folder.resolve("r1") + ",size=50m,state=read-only",
          "id=2,path=" + folder.resolve("r2") + ",size=20m");
      await().until(() -> depot.depot().resources().all().size() == 2);
      client.send("1 8 " + keys.read() + " 0 0 5 30\n").expect("1 5 \nhello");
      client.send("1 1 1 2 1 3600 100 30\n").expectLine("-23 ");
    }
    assertThat(depot.depot().resources().byId("2").status().total()).isEqualTo(20L << 20);
  }

  @Test
  void aResourceThatComesBackWhileItIsStillBeingClosedIsOpenedBehindThat() throws Exception {
    String other = "id=2,path=" + folder.resolve("r2") + ",size=10m";
    String first = "id=1,path=" + folder.resolve("r1") + ",size=200m";
    try (RawClient client = depot.connect()) {
      TestDepot.Keys keys = depot.allocate(client, 100);
      client.send("1 2 " + keys.write() + " 0 50 30\n").expectLine("1 "); // Keeps it in use.
      reloadWith(other);
      reloadWith(first, other);
      client.send("x".repeat(50)).expectLine("1 50 ");
      await().until(() -> depot.depot().resources().all().size() == 2);
      client.send("1 8 " + keys.read() + " 0 0 5 30\n").expect("1 5 \nxxxxx");
    }
  }

  @Test
  void theHealthPageComesAndGoes() throws Exception {
    assertThat(depot.depot().metricsPort()).isEmpty();
    reload("--metrics-port", "0");
    assertThat(depot.depot().metricsPort()).isPresent();
    reload();
    assertThat(depot.depot().metricsPort()).isEmpty();
  }

  @Test
  void whatCannotBeDoneChangesNothing() throws Exception {
    try (ServerSocket taken = new ServerSocket(0);
        RawClient client = depot.connect()) {
      String port = Integer.toString(taken.getLocalPort());
      assertThatIOException()
          .isThrownBy(() -> reload("--metrics-port", port, "--access", "allocate=none"))
          .withMessageContaining("Cannot serve metrics");
      depot.allocate(client, 100);
    }
  }

  @Test
  void everyKeyThatNeedsARestartExists() {
    ConfigSchema<DepotConfig> schema = DepotOptions.SCHEMA;
    Set<String> fixed = depot.depot().fixedKeys();
    assertThat(fixed)
        .allSatisfy(key -> assertThat(schema.help()).contains("--" + key.replaceAll("s$", "")));
  }
}
