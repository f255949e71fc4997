package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may connect, use which commands, and have copies made to where. */
class AccessControlTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"--client-deny=loopback", "--client-allow=192.0.2.0/24"})
  void whoIsNotAllowedIsClosedAtOnce(String flag) throws IOException {
    try (TestDepot depot = TestDepot.start(folder, flag);
        RawClient client = depot.connect()) {
      client.expectClosed(SOON);
      assertThat(depot.depot().connections()).isZero();
    }
  }

  @Test
  void whoIsAllowedIsServed() throws IOException {
    try (TestDepot depot = TestDepot.start(folder, "--client-allow", "loopback");
        RawClient client = depot.connect()) {
      client.send("1 4 3 30\n").expect("1 1 \n");
    }
  }

  @Test
  void aCommandThatIsNotForTheClientIsUnknownToIt() throws IOException {
    try (TestDepot depot =
            TestDepot.start(folder, "--access", "manage=none", "--access", "load=192.0.2.0/24");
        RawClient client = depot.connect();
        RawClient other = depot.connect()) {
      Keys keys = depot.allocate(client, 10);
      client.send("1 2 " + keys.write() + " 1 2 30\nab").expect("1 \n1 2 \n");
      other.send("1 9 " + keys.manage() + " 1 40 3 0 0 0 30\n").expect("-43 \n");
      assertThat(other.readLine()).startsWith("-66 ");
      other.expectEof(SOON);
      client.send("1 35 " + keys.read() + " 1 1 0 2 30\n").expect("-43 \n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void copiesDoNotGoWhereTheyMayNot(String host) throws IOException {
    try (TestDepot depot = TestDepot.start(folder, "--copy-deny", "loopback");
        ServerSocket victim = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, 10);
      client.send("1 2 " + keys.write() + " 1 2 30\nab").expect("1 \n1 2 \n");
      String there = "ibp://" + host + ":" + victim.getLocalPort() + "/1#k/1/";
      client
          .send("1 5 " + keys.read() + " " + there + "WRITE 1 0 2 30 30 30\n")
          .expect("-13 \n")
          .send("1 20 1 " + keys.read() + " " + there + "WRITE 1 0 0 2 30 30 30\n")
          .expect("-13 \n")
          .send("1 21 1 " + keys.write() + " " + there + "READ 1 0 0 2 30 30 30\n")
          .expect("-13 \n");
      victim.setSoTimeout(100);
      assertThatThrownBy(victim::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void copiesNeverGoToLinkLocalAddressesByThemselves() throws IOException {
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      Keys keys = depot.allocate(client, 10);
      client.send("1 2 " + keys.write() + " 1 2 30\nab").expect("1 \n1 2 \n");
      String there = "ibp://169.254.169.254:80/1#k/1/WRITE";
      client.send("1 5 " + keys.read() + " " + there + " 1 0 2 30 30 30\n").expect("-13 \n");
    }
  }

  @Test
  void mistakesInTheRulesAreToldAtTheStart() {
    assertThatThrownBy(() -> TestDepot.start(folder, "--copy-deny", "10.0.0.0/40"))
        .hasStackTraceContaining("10.0.0.0/40");
    assertThatThrownBy(() -> TestDepot.start(folder, "--access", "stor=open"))
        .hasStackTraceContaining("stor");
  }
}
