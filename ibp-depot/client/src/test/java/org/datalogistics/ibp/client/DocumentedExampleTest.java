package org.datalogistics.ibp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example of docs/ibp-client.md: that it is there, and that it runs. */
class DocumentedExampleTest {
  private static final Path SOURCE =
      Path.of("src/test/java/org/datalogistics/ibp/client/StoreAndLoad.java");

  @Test
  void theDocumentHasTheExampleAsItIs() throws Exception {
    String document = Files.readString(Path.of("../../docs/ibp-client.md"));
    String source = Files.readString(SOURCE);
    String example = source.substring(source.indexOf("import java.nio.ByteBuffer;"));
    assertThat(document).contains("```java\n" + example + "```\n");
  }

  @Test
  void theExampleRuns() throws Exception {
    String[] stored = new String[1];
    FakeDepot[] self = new FakeDepot[1];
    FakeDepot.Script script =
        peer -> {
          String head = "ibp://" + self[0].address() + "/1#k/7/";
          for (String line = peer.line(); line != null; line = peer.line()) {
            String[] fields = line.split(" ", -1);
            int wire = 5 + 64;
            switch (fields[1]) {
              case "1" -> peer.send("1 " + head + "READ " + head + "WRITE " + head + "MANAGE \n");
              case "28" -> {
                peer.send("1 \n");
                stored[0] = new String(peer.read(wire), StandardCharsets.UTF_8);
                peer.send("1 5 \n");
              }
              case "24" -> peer.send("1 5 \n" + stored[0]);
              default -> peer.send("1 \n");
            }
          }
        };
    try (FakeDepot depot = new FakeDepot(script);
        IbpClient client = new IbpClient()) {
      self[0] = depot;
      var text = StoreAndLoad.roundTrip(client, depot.address(), "hello");
      assertThat(Clients.get(text)).isEqualTo("hello");
      await().until(() -> depot.lines.stream().anyMatch(line -> line.contains(" 42 1 ")));
      assertThat(depot.failures).isEmpty();
    }
  }
}
