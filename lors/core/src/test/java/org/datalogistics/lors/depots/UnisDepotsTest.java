package org.datalogistics.lors.depots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.lbone.place.Coordinates;
import org.datalogistics.unis.client.UnisClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Depots of a directory that answers what a test wants. */
class UnisDepotsTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final Coordinates KNOXVILLE = new Coordinates(35.96, -83.92);
  private static final Requirement NEED =
      new Requirement(1_000, Duration.ofHours(1), Reliability.HARD);

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(path);
          String answer = answers.get(path);
          byte[] body = (answer == null ? "{}" : answer.replace('\'', '"')).getBytes(UTF_8);
          exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private UnisClient unis() {
    return new UnisClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  private List<Candidate> candidates(Optional<Coordinates> place, UnisNetwork network)
      throws IOException {
    return new UnisDepots(unis(), () -> NOW, place, network).candidates(NEED);
  }

  private static List<String> hosts(List<Candidate> candidates) {
    return candidates.stream().map(each -> each.address().host()).toList();
  }

  private static String service(String host, String more) {
    return "{'id':'%s','serviceType':'ibp_server','accessPoint':'ibp://%s:6714','status':'ON',%s'ts':%d}"
        .formatted(host, host, more, NOW.getEpochSecond() * 1_000_000);
  }

  @Test
  void onlyLivingDepotsThatMayServeAreNamed() throws IOException {
    answers.put(
        "/services",
        "["
            + String.join(
                ",",
                service("good", "'properties':{'free':5000,'maxDurationSeconds':86400},"),
                service("silent", ""),
                service("full", "'properties':{'free':10},"),
                service("short", "'properties':{'maxDurationSeconds':60},"),
                service("off", "").replace("'ON'", "'OFF'"),
                service("dead", "'ttl':60,").replace("'ts':18", "'ts':17"),
                "{'id':'c','serviceType':'ceph','accessPoint':'rados://x','status':'ON'}")
            + "]");

    List<Candidate> found = candidates(Optional.empty(), UnisNetwork.NONE);

    assertThat(hosts(found)).containsExactly("good", "silent");
    assertThat(found.get(0).freeBytes()).isEqualTo(5000);
    assertThat(found.get(0).longestLease()).isEqualTo(Duration.ofDays(1));
    assertThat(found.get(1).freeBytes()).isEqualTo(Candidate.UNKNOWN);
  }

  @Test
  void whenNoRecordIsGoodEnoughTheDepotsAreAskedAfterAll() throws IOException {
    answers.put("/services", "[" + service("full", "'properties':{'free':10},") + "]");

    assertThat(hosts(candidates(Optional.empty(), UnisNetwork.NONE))).containsExactly("full");
  }

  @Test
  void theNearestComeFirstAndThoseOfUnknownPlaceLast() throws IOException {
    answers.put(
        "/services",
        "["
            + String.join(
                ",",
                service("nowhere", ""),
                service("geneva", "'location':{'latitude':46.2,'longitude':6.1},"),
                service("near", "'location':{'latitude':36,'longitude':-84,'site':'hall'},"))
            + "]");

    List<Candidate> found = candidates(Optional.of(KNOXVILLE), UnisNetwork.NONE);

    assertThat(hosts(found)).containsExactly("near", "geneva", "nowhere");
    assertThat(found.get(0).domain()).isEqualTo("hall");
    assertThat(found.get(0).why()).isEqualTo("UNIS, 8 km");
    assertThat(found.get(1).why()).matches("UNIS, 7\\d\\d\\d km");
    assertThat(found.get(2).why()).isEqualTo("UNIS, place unknown");
    assertThat(found.get(2).domain()).isEqualTo("nowhere");
  }

  @Test
  void whatProbesHaveMeasuredFromHereComesBeforeDistance() throws IOException {
    String base = unis().base().toString();
    answers.put(
        "/services",
        "["
            + String.join(
                ",",
                service("a", "'location':{'latitude':36,'longitude':-84},"),
                service("b", ""),
                service("c", ""))
            + "]");
    answers.put(
        "/metadata",
        "["
            + String.join(
                ",",
                metadata(
                    "m1", "ps:tools:blipp:linux:net:iperf:bandwidth", base + "/measurements/x"),
                metadata("m2", "ps:tools:blipp:linux:net:ping:rtt", base + "/measurements/y"),
                metadata("m3", "bandwidth", "http://192.0.2.1/measurements/evil"),
                "{'id':'m4','eventType':'throughput','parameters':{'src':'elsewhere','dst':'a'}}")
            + "]");
    answers.put("/measurements/x", "{'configuration':{'src':'10.0.0.1','dst':'B'}}");
    answers.put("/measurements/y", "[{'configuration':{'src':'10.0.0.1','dst':'c'}}]");
    answers.put("/data/m1", "[{'ts':1.5,'value':'94.2 Mbits/sec'}]");
    answers.put("/data/m2", "[{'ts':1.5,'value':12.5}]");
    answers.put("/data/m4", "[{'ts':1.5,'value':1e12}]");

    List<Candidate> found =
        candidates(Optional.of(KNOXVILLE), UnisNetwork.from(unis(), () -> Set.of("10.0.0.1")));

    assertThat(hosts(found)).containsExactly("b", "c", "a");
    assertThat(found.get(0).why()).isEqualTo("UNIS, place unknown, 94.2 Mbit/s measured");
    assertThat(found.get(1).why()).isEqualTo("UNIS, place unknown, 12.5 ms measured");
    assertThat(asked).doesNotContain("/data/m3", "/data/m4");
  }

  private static String metadata(String id, String eventType, String measurement) {
    return "{'id':'%s','eventType':'%s','parameters':{'measurement':{'href':'%s','rel':'full'}}}"
        .formatted(id, eventType, measurement);
  }

  @Test
  void aDirectoryWithoutMeasurementsIsAskedOnce() throws IOException {
    answers.put("/services", "[" + service("a", "") + "]");

    assertThat(candidates(Optional.empty(), UnisNetwork.from(unis(), () -> Set.of("h"))))
        .hasSize(1);
    assertThat(asked).containsExactlyInAnyOrder("/metadata", "/services");
  }
}
