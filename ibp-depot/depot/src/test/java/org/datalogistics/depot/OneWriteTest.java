package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A short answer leaves the depot in one piece: what comes in two is what the other side may hold
 * its acknowledgement back for. On loopback what was written at once is read at once.
 */
class OneWriteTest {
  private static final int ROUNDS = 100;

  @TempDir Path folder;

  /** Sends and expects all of the answer in the first read that gives anything. */
  private static void exchange(Socket socket, String request, String answer) throws IOException {
    byte[] expected = answer.getBytes(StandardCharsets.ISO_8859_1);
    byte[] got = new byte[64 * 1024];
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    int count = socket.getInputStream().read(got);
    assertThat(count).isEqualTo(expected.length);
    assertThat(Arrays.copyOf(got, Math.max(0, count))).isEqualTo(expected);
  }

  @Test
  void answersOfSmallCommandsAreWrittenAtOnce() throws IOException {
    String block = "x".repeat(4096);
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), depot.port())) {
      socket.setTcpNoDelay(true);
      Keys keys = depot.allocate(client, 4096);
      String write = "1 13 " + keys.write() + " 1 0 4096 30\n" + block;
      String load = "1 8 " + keys.read() + " 1 0 4096 30\n";
      String digested = "1 24 4 4096 " + keys.read() + " 1 0 4096 30\n";
      String digest = "20439f79e4e9dc95be34b21029221f80";
      for (int i = 0; i < ROUNDS; i++) {
        exchange(socket, write, "1 \n1 4096 \n");
        exchange(socket, load, "1 4096 \n" + block);
        exchange(socket, digested, "1 4096 \n" + block + digest);
        exchange(socket, "1 4 3 30\n", "1 1 \n");
      }
    }
  }
}
