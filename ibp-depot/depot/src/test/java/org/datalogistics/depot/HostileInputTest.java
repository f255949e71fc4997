package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededRandomExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Garbage ends connections, never the depot; nothing is left of it. */
@ExtendWith(SeededRandomExtension.class)
class HostileInputTest {
  private static final int CASES = 1500;

  @TempDir Path folder;

  @Test
  void randomRequestsNeverDisturbTheDepot(SeededRandom random) throws IOException {
    try (TestDepot depot = TestDepot.start(folder);
        RawClient witness = depot.connect()) {
      Keys keys = depot.allocate(witness, 1000);
      witness.send("1 2 " + keys.write() + " 1 5 30\nhello").expect("1 \n1 5 \n");
      for (int i = 0; i < CASES; i++) {
        try (RawClient client = depot.connect()) {
          client.send(request(random, keys));
          if (random.chance(0.5)) {
            client.endOutput().expectClosed(SOON);
          } else if (random.chance(0.5)) {
            client.reset();
          }
        } catch (UncheckedIOException closedEarly) {
          assertThat(closedEarly).hasMessageContaining("cannot send");
        }
        if (i % 50 == 0) {
          witness.send("1 4 3 30\n").expect("1 1 \n");
        }
      }
      witness.send("1 8 " + keys.read() + " 1 0 5 30\n").expect("1 5 \nhello");
      await().atMost(SOON).until(() -> depot.depot().connections() == 1);
    }
  }

  private static byte[] request(SeededRandom random, Keys keys) {
    if (random.chance(0.2)) {
      return random.bytes(random.between(0, 5000));
    }
    List<String> words = new ArrayList<>();
    int count = random.between(0, 14);
    for (int i = 0; i < count; i++) {
      words.add(
          random.pick(
              "0",
              "1",
              "2",
              "4",
              "5",
              "8",
              "9",
              "13",
              "20",
              "21",
              "40",
              "41",
              "43",
              "45",
              "-1",
              "-0",
              "9223372036854775807",
              "99999999999999999999",
              "0.5",
              "",
              " ",
              "\t",
              "#",
              "1#",
              keys.read(),
              "ibp://127.0.0.1:1/1#x/1/WRITE",
              "ibp://x/y",
              "\0",
              "ÿ"));
    }
    String end = random.pick("\n", "\r\n", "", "\n\n\n");
    return (String.join(" ", words) + end).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
