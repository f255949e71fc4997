package org.datalogistics.unis.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.datalogistics.lbone.HostPort;
import org.datalogistics.lbone.LboneClient;
import org.datalogistics.lbone.LboneReply;
import org.datalogistics.lbone.LboneRequest;
import org.datalogistics.lbone.RequestFormat;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Depots of the directory, found by the L-Bone protocol (LoRS spec 7). */
class LbonePortTest {
  @RegisterExtension static final RunningUnis UNIS = new RunningUnis();

  private static final HostPort TENNESSEE = new HostPort("tn.example.org", 6714);
  private static final HostPort INDIANA = new HostPort("in.example.org", 6714);
  private static final HostPort GENEVA = new HostPort("geneva.example.org", 7001);
  private static final HostPort NOWHERE = new HostPort("old.example.org", 6714);

  @BeforeAll
  static void register() throws IOException {
    // An older record of the same address does not count.
    post("{'id':'tn2','serviceType':'ibp_server','accessPoint':'ibp://tn.example.org:6714'}");
    // Free: 5 GB, of which 1 GB hard; 3 days.
    depot("tn", TENNESSEE, "'latitude':35.96,'longitude':-83.92", space(5, 1, 3));
    depot("in", INDIANA, "'city':'Bloomington','state':'IN','country':'US'", space(50, 50, 30));
    depot("ge", GENEVA, "'latitude':46.2,'longitude':6.1", space(500, 500, 1));
    depot("old", NOWHERE, "", "{}");
    post("{'id':'off','serviceType':'ibp_server','accessPoint':'ibp://off:1','status':'OFF'}");
    post("{'id':'web','serviceType':'http','accessPoint':'http://web:80','status':'ON'}");
    post("{'id':'bad','serviceType':'ibp_server','accessPoint':'ibp://a b:x','status':'ON'}");
  }

  private static String space(int gigabytes, int hard, int days) {
    return "{'free':%d000000000,'maxDurationSeconds':%d,'resources':[{'hardTotal':%d000000000,'hard':0}]}"
        .formatted(gigabytes, days * 86_400, hard);
  }

  private static void depot(String id, HostPort address, String location, String properties)
      throws IOException {
    post(
        "{'id':'%s','serviceType':'ibp_server','accessPoint':'ibp://%s','status':'ON','location':{%s},'properties':%s}"
            .formatted(id, address, location, properties));
  }

  private static void post(String json) throws IOException {
    assertThat(Http.post(UNIS.port(), "/services", json.replace('\'', '"')).status())
        .isEqualTo(201);
  }

  private static LboneClient client() {
    return new LboneClient(
        List.of(new HostPort("127.0.0.1", UNIS.lbonePort())), Duration.ofSeconds(10));
  }

  private static List<HostPort> find(
      int wanted, long stable, long volatile_, long seconds, String location) throws IOException {
    return client()
        .depots(new LboneRequest.DepotList(wanted, stable, volatile_, seconds, location));
  }

  /** What the original client does, byte by byte: write 512, read fields of 10, 10, 256, 10... */
  @Test
  void theOriginalClientGetsItsDepotsNearestFirst() throws IOException {
    String request =
        "     0.0.1         1         8         0         2      3600city= Knoxville state= TN";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), UNIS.lbonePort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(Arrays.copyOf(request.getBytes(ISO_8859_1), 512));

      assertThat(field(socket, 10)).isEqualTo("1         ");
      assertThat(field(socket, 10)).isEqualTo("4         ");
      for (HostPort depot : List.of(TENNESSEE, INDIANA, GENEVA, NOWHERE)) {
        assertThat(field(socket, 256)).isEqualTo("%-256s".formatted(depot.host()));
        assertThat(field(socket, 10)).isEqualTo("%-10d".formatted(depot.port()));
      }
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  private static String field(Socket socket, int width) throws IOException {
    return new String(socket.getInputStream().readNBytes(width), ISO_8859_1);
  }

  @Test
  void theRestOfALongRequestDoesNotCostTheClientItsAnswer() throws IOException {
    // The original client sends 46 bytes for a question of 20.
    byte[] request = Arrays.copyOf("     0.0.1         3".getBytes(ISO_8859_1), 46);
    for (int i = 0; i < 20; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), UNIS.lbonePort())) {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request);
        assertThat(field(socket, 42)).isEqualTo("%-10d%-16d%-16d".formatted(1, 5, 4));
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void spaceAndDurationAreFilters() throws IOException {
    assertThat(find(-1, 2_000, 0, 0, "zip= 37996")).containsExactly(INDIANA, GENEVA, NOWHERE);
    assertThat(find(-1, 0, 60_000, 0, "")).containsExactlyInAnyOrder(GENEVA, NOWHERE);
    assertThat(find(-1, 0, 1, 2 * 86_400, "airport= GVA"))
        .containsExactly(INDIANA, TENNESSEE, NOWHERE);
    assertThat(find(2, 0, 0, -1, "country= CH")).containsExactly(GENEVA, INDIANA);
    assertThat(find(1, 0, 0, 0, "hostname= in.example.org")).containsExactly(INDIANA);
    assertThat(find(-1, 0, 0, 0, "zip= 00000")).hasSize(4);
    assertThat(find(0, 0, 0, 0, "")).isEmpty();
  }

  @Test
  void noDepotIsAnErrorOfItsCode() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), UNIS.lbonePort())) {
      LboneRequest none = new LboneRequest.DepotList(0, 0, 0, 0, "");
      socket.getOutputStream().write(RequestFormat.print(none));

      assertThat(field(socket, 20)).isEqualTo("2         -1114     ");
    }
  }

  @Test
  void nearnessAndDistancesAreAnswered() throws IOException {
    List<LboneReply.HostValue> near = client().nearness("city= Knoxville st= TN");
    assertThat(near)
        .extracting(LboneReply.HostValue::host)
        .containsExactlyInAnyOrder(
            "tn.example.org", "in.example.org", "geneva.example.org", "old.example.org");
    assertThat(value(near, "tn.example.org")).isGreaterThan(value(near, "in.example.org"));
    assertThat(value(near, "in.example.org")).isGreaterThan(value(near, "geneva.example.org"));
    assertThat(value(near, "old.example.org")).isZero();

    List<HostPort> all = List.of(TENNESSEE, INDIANA, NOWHERE);
    List<List<Double>> miles =
        client().between(new LboneRequest.Between(LboneRequest.Metric.GEOGRAPHIC, all, all));
    assertThat(miles.get(0).get(1)).isBetween(200.0, 320.0).isEqualTo(miles.get(1).get(0));
    assertThat(miles.get(0).get(0)).isZero();
    assertThat(miles.get(2)).containsOnly(0.0);
    assertThat(
            client()
                .between(new LboneRequest.Between(LboneRequest.Metric.NETWORK, all, all))
                .get(0))
        .containsOnly(0.0);
  }

  private static double value(List<LboneReply.HostValue> near, String host) {
    return near.stream().filter(each -> each.host().equals(host)).findFirst().orElseThrow().value();
  }

  @Test
  void aRequestThatNobodyKnowsIsRefused() throws IOException {
    for (String type : List.of("2", "6", "-3")) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), UNIS.lbonePort())) {
        socket.getOutputStream().write("     0.0.1%10s".formatted(type).getBytes(ISO_8859_1));
        assertThat(field(socket, 20)).isEqualTo("2         -1111     ");
      }
    }
  }

  @Test
  void aRequestThatComesInDropsOrEndsEarlyIsStillAnswered() throws IOException {
    byte[] whole = RequestFormat.print(new LboneRequest.DepotList(1, 0, 0, 0, "airport= TYS"));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), UNIS.lbonePort())) {
      socket.setTcpNoDelay(true);
      for (int i = 0; i < 80; i++) {
        socket.getOutputStream().write(whole[i]);
      }
      socket.shutdownOutput();

      assertThat(field(socket, 20)).isEqualTo("1         1         ");
      assertThat(field(socket, 256)).startsWith("tn.example.org ");
    }
  }

  @SeededTest(cases = 60)
  void garbageIsSurvived(SeededRandom random) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), UNIS.lbonePort())) {
      socket.setSoTimeout(10_000);
      byte[] noise = random.bytes(random.between(0, 2000));
      if (random.chance(0.5)) {
        byte[] head =
            "0.0.1     %-10d%-10d%-10d%-10d"
                .formatted(
                    random.between(1, 6),
                    random.between(1, 3),
                    random.between(-1, 9000),
                    random.between(-1, 9000))
                .getBytes(ISO_8859_1);
        System.arraycopy(head, 0, noise, 0, Math.min(head.length, noise.length));
      }
      try {
        socket.getOutputStream().write(noise);
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      } catch (IOException e) {
        // To be cut off is an answer to noise, too.
        assertThat(e).isNotNull();
      }
    }
    assertThat(client().count()).isEqualTo(new LboneReply.Count(5, 4));
  }
}
