package org.datalogistics.setup.ibp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.datalogistics.depot.Depot;
import org.datalogistics.depot.DepotOptions;
import org.datalogistics.depot.resource.AccessMode;
import org.datalogistics.depot.resource.Resource;
import org.datalogistics.ibp.IbpException;
import org.datalogistics.ibp.client.IbpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator's words against a real depot. */
class ResourceWordTest {
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
                "--data",
                folder.toString(),
                "--resource",
                "id=7,path=" + folder.resolve("r") + ",size=100m"));
    depot.start();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    depot.close();
  }

  private Resource resource() {
    return depot.resources().all().get(0);
  }

  private void run(String action, String... more) throws Exception {
    String[] words = new String[more.length + 2];
    words[0] = action;
    words[1] = depot.depotAddress().toString();
    System.arraycopy(more, 0, words, 2, more.length);
    new ResourceWord().run(words, client);
  }

  @Test
  void theModeIsWhatItsLettersSay() throws Exception {
    run("mode", "7", "r");
    assertThat(resource().access()).isEqualTo(new AccessMode(true, false, false));
    run("mode", "7", "none");
    assertThat(resource().access()).isEqualTo(new AccessMode(false, false, false));
    run("mode", "7", "rwm");
    assertThat(resource().access()).isEqualTo(AccessMode.ALL);
  }

  @Test
  void listsAreForDepotsThatHaveNothingToo() throws Exception {
    run("corrupt", "7");
    run("leases", "7", "--count", "5");
    run("freeing", "7", "--size", "1m");
    run("rescan");
    run("config");
  }

  @Test
  void whatTheDepotRefusesIsAnError() {
    assertThatThrownBy(() -> run("undelete", "7", "1795164440_17"))
        .isInstanceOf(IbpException.class);
    assertThatThrownBy(() -> run("mode", "8", "r")).isInstanceOf(IbpException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "mode 7,MODE is missing",
    "mode 7 x,'MODE is of the letters r, w and m'",
    "corrupt,RID is missing",
    "undelete 7,TRASHID is missing",
    "fly,there is no action fly",
    "freeing 7,--size is missing",
    "leases 7 --count no,--count: not a number"
  })
  void wrongUsageIsTold(String line, String message) {
    String[] words = line.split(" ", -1);
    assertThatThrownBy(() -> run(words[0], java.util.Arrays.copyOfRange(words, 1, words.length)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }
}
