package org.datalogistics.setup.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
  private static final String LOOPBACK = "127.0.0.1";

  @TempDir private Path data;

  private Ports ports() throws IOException {
    return new Ports(data, LOOPBACK);
  }

  private static ServerSocket take() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @Test
  void thePortAskedForWinsOverAllOthers() throws IOException {
    Ports ports = ports();
    ports.remember("depot", 7000);

    assertThat(ports.choose("depot", "--port", Optional.of(7001), 6714)).isEqualTo(7001);
  }

  @Test
  void aNewNodeTakesTheNextFreePortAfterTheUsualOne() throws IOException {
    try (ServerSocket taken = take()) {
      int chosen = ports().choose("depot", "--port", Optional.empty(), taken.getLocalPort());

      assertThat(chosen).isGreaterThan(taken.getLocalPort());
    }
  }

  @Test
  void aNodeComesBackToThePortOfLastTime() throws IOException {
    int free;
    try (ServerSocket socket = take()) {
      free = socket.getLocalPort();
    }
    ports().remember("depot", free);

    assertThat(ports().choose("depot", "--port", Optional.empty(), 6714)).isEqualTo(free);
  }

  @Test
  void aNodeWhosePortIsTakenDoesNotMove() throws IOException {
    try (ServerSocket taken = take()) {
      ports().remember("depot", taken.getLocalPort());

      assertThatThrownBy(() -> ports().choose("depot", "--port", Optional.empty(), 6714))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("--port");
    }
  }

  @Test
  void theDataFolderIsWhereTheDesktopKeepsDataElseHidden() {
    assertThat(UpConfig.defaultData(Map.of("XDG_DATA_HOME", "/x"), "/home/ann"))
        .isEqualTo(Path.of("/x/dlt"));
    assertThat(UpConfig.defaultData(Map.of(), "/home/ann")).isEqualTo(Path.of("/home/ann/.dlt"));
    assertThat(UpConfig.defaultData(Map.of("XDG_DATA_HOME", "relative"), "/home/ann"))
        .isEqualTo(Path.of("/home/ann/.dlt"));
  }
}
