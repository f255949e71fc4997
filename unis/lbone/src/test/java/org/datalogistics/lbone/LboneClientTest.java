package org.datalogistics.lbone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.datalogistics.lbone.LboneRequest.DepotList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client against servers that say what a test wants. */
class LboneClientTest {
  private static final DepotList ANY = new DepotList(LboneRequest.ALL, 0, 0, 0, "zip= 37996");
  private static final HostPort DEPOT = new HostPort("a.example.org", 6714);
  private static final byte[] ONE_DEPOT = ReplyFormat.print(new LboneReply.Depots(List.of(DEPOT)));

  private final List<ServerSocket> servers = new ArrayList<>();

  /** What the last server was asked. */
  private final CompletableFuture<byte[]> asked = new CompletableFuture<>();

  @AfterEach
  void stop() throws IOException {
    for (ServerSocket server : servers) {
      server.close();
    }
  }

  /** A server that answers its first client so, after {@code expected} bytes of request. */
  private HostPort server(int expected, byte[] answer, boolean closes) throws IOException {
    ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    servers.add(socket);
    Thread thread =
        new Thread(
            () -> {
              try {
                Socket client = socket.accept();
                asked.complete(client.getInputStream().readNBytes(expected));
                client.getOutputStream().write(answer);
                if (closes) {
                  client.close();
                }
              } catch (IOException e) {
                asked.completeExceptionally(e);
              }
            },
            "lbone-double");
    thread.setDaemon(true);
    thread.start();
    return new HostPort("127.0.0.1", socket.getLocalPort());
  }

  private static HostPort nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new HostPort("127.0.0.1", socket.getLocalPort());
    }
  }

  private static LboneClient client(HostPort... servers) {
    return new LboneClient(List.of(servers), Duration.ofSeconds(5));
  }

  @Test
  void asksAndReadsTheAnswer() throws Exception {
    LboneClient client = client(server(512, ONE_DEPOT, false));

    assertThat(client.depots(ANY)).containsExactly(DEPOT);
    assertThat(asked.get()).isEqualTo(RequestFormat.print(ANY));
  }

  @Test
  void theNextServerIsAskedWhenOneIsDeadOrTalksNonsenseOrFails() throws IOException {
    HostPort web = server(20, "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(ISO_8859_1), true);
    HostPort sick = server(512, ReplyFormat.print(new LboneReply.Failed(-1113)), true);
    HostPort good = server(512, ONE_DEPOT, true);

    assertThat(client(nobody(), web, sick, good).depots(ANY)).containsExactly(DEPOT);
  }

  @Test
  void whenNoneAnswersTheMessageSaysWhatEachDid() throws IOException {
    HostPort dead = nobody();
    HostPort rude = server(512, "1    ".getBytes(ISO_8859_1), true);

    assertThatThrownBy(() -> client(dead, rude).depots(ANY))
        .isInstanceOf(LboneException.class)
        .hasMessageContaining(dead + " cannot be reached")
        .hasMessageContaining(rude + " does not answer as an L-Bone server does")
        .hasMessageContaining("name another one");
  }

  @Test
  void aServerThatSaysNothingIsLeftAfterTheDeadline() throws IOException {
    HostPort silent = server(512, new byte[0], false);
    LboneClient client = new LboneClient(List.of(silent), Duration.ofMillis(200));

    assertThatThrownBy(() -> client.depots(ANY))
        .hasMessageContaining("did not answer within 200 ms");
  }

  @Test
  void noDepotIsNoError() throws IOException {
    HostPort server = server(512, ReplyFormat.print(new LboneReply.Failed(-1114)), true);

    assertThat(client(server).depots(ANY)).isEmpty();
  }

  @Test
  void countsNearnessAndDistancesAreAskedForToo() throws IOException {
    assertThat(client(server(20, ReplyFormat.print(new LboneReply.Count(12, 9)), true)).count())
        .isEqualTo(new LboneReply.Count(12, 9));
    List<LboneReply.HostValue> near = List.of(new LboneReply.HostValue("a.example.org", 12));
    assertThat(
            client(server(512, ReplyFormat.print(new LboneReply.Near(near)), true))
                .nearness("zip= 1"))
        .isEqualTo(near);
    LboneRequest.Between between =
        new LboneRequest.Between(
            LboneRequest.Metric.GEOGRAPHIC, List.of(DEPOT), List.of(DEPOT, DEPOT));
    List<List<Double>> rows = List.of(List.of(1.0, 2.0));
    assertThat(
            client(server(50 + 3 * 266, ReplyFormat.print(new LboneReply.Matrix(rows)), true))
                .between(between))
        .isEqualTo(rows);
  }
}
