package org.datalogistics.setup.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.datalogistics.depot.Depot;
import org.datalogistics.depot.DepotOptions;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.client.IbpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of a real depot. */
class StatusTest {
  @TempDir Path folder;
  private Depot depot;
  private final IbpClient client = new IbpClient();

  @BeforeEach
  void start() throws Exception {
    depot =
        new Depot(
            DepotOptions.SCHEMA.parse(
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--metrics-port",
                "0",
                "--data",
                folder.toString(),
                "--resource",
                "id=1,path=" + folder.resolve("r1") + ",size=100m,max-duration=7d",
                "--resource",
                "id=2,path=" + folder.resolve("r2") + ",size=50m"));
    depot.start();
    allocate("1", Reliability.HARD, 25 << 20);
    allocate("1", Reliability.SOFT, 50 << 20);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    depot.close();
  }

  private void allocate(String rid, Reliability reliability, long size) throws Exception {
    client
        .allocate(
            depot.depotAddress(),
            new IbpCommand.Allocate(rid, reliability, AllocationType.BYTEARRAY, 3600, size, 0))
        .get();
  }

  private URI health() {
    return URI.create("http://127.0.0.1:" + depot.metricsPort().orElseThrow());
  }

  private DepotFacts read(Optional<URI> health) throws Exception {
    return new DepotFactsReader(client, depot.depotAddress(), health).read();
  }

  @Test
  void theWireAloneTellsSpaceAndCounts() throws Exception {
    assertThat(StatusScreen.of(read(Optional.empty())))
        .contains("depot " + depot.depotAddress())
        .contains("resource 1        [##########====================..........]")
        .contains("  75 MiB of 100 MiB leased (75 %), 25 MiB free")
        .contains("  hard 25 MiB of 100 MiB, soft 50 MiB")
        .contains("  2 allocations, 0 aliases, 0 damaged, leases up to 1w")
        .contains("resource 2        [........................................]")
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(90));
  }

  @Test
  void theHealthPageAddsStateAndClients() throws Exception {
    assertThat(StatusScreen.of(read(Optional.of(health()))))
        .contains("depot " + depot.depotAddress() + "  ok")
        .contains("  hard 25 MiB of 100 MiB, soft 50 MiB, trash 0")
        .anyMatch(line -> line.startsWith("busiest clients"))
        .anyMatch(line -> line.startsWith("127.0.0.1 "));
  }

  @Test
  void scriptsGetADocument() throws Exception {
    assertThat(StatusJson.of(read(Optional.of(health()))).toString())
        .contains("\"depot\":\"" + depot.depotAddress() + "\"")
        .contains("\"leased\":78643200")
        .contains("\"health\":{\"state\":\"ok\"");
  }

  @Test
  void aHealthPageThatIsNoneIsNamed() {
    URI wrong = URI.create("http://127.0.0.1:" + depot.port());
    assertThatIOException().isThrownBy(() -> read(Optional.of(wrong)));
  }
}
