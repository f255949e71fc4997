package org.datalogistics.depot;

import java.nio.file.Path;
import java.util.Random;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored bytes go out in parts of up to 1 MiB; how short the last one is must not matter. */
class LastPartTest {
  private static final int PART = 1 << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 18_411, 32 * 1024 - 1, 32 * 1024, 32 * 1024 + 1, PART - 1})
  @Timeout(30)
  void aShortLastPartFollowsTheOthers(int rest) throws Exception {
    byte[] payload = new byte[PART + rest];
    new Random(rest).nextBytes(payload);
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, payload.length);
      client.send("1 2 " + keys.write() + " 1 " + payload.length + " 30\n").send(payload);
      client.expect("1 \n1 " + payload.length + " \n");
      for (int i = 0; i < 2; i++) { // The second time the bytes have been compared before.
        client.send("1 8 " + keys.read() + " 1 0 " + payload.length + " 30\n");
        client.expect("1 " + payload.length + " \n").expect(payload);
      }
    }
  }
}
