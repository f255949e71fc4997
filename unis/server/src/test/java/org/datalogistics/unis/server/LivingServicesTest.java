package org.datalogistics.unis.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.datalogistics.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Services whose time is over (UNIS spec 13). */
class LivingServicesTest {

  private static final ManualClock CLOCK = new ManualClock();

  @RegisterExtension static final RunningUnis UNIS = new RunningUnis(CLOCK);

  @Test
  void deadServicesStayListedUnlessOnlyLivingOnesAreAskedFor() throws IOException {
    register("a", "\"ttl\":60,\"status\":\"ON\"");
    register("b", "\"ttl\":600,\"status\":\"ON\"");
    register("c", "\"ttl\":600,\"status\":\"OFF\"");
    register("d", "\"name\":\"without ttl\"");

    CLOCK.advance(Duration.ofMinutes(2));
    assertThat(ids("/services?alive=true")).containsExactlyInAnyOrder("a", "b", "d");
    CLOCK.advance(Duration.ofSeconds(1));
    assertThat(ids("/services?alive=true")).containsExactlyInAnyOrder("b", "d");
    assertThat(ids("/services?alive")).containsExactlyInAnyOrder("b", "d");
    assertThat(ids("/services?alive=true&ttl=600&serviceType=ibp_server")).containsExactly("b");
    assertThat(ids("/services")).containsExactlyInAnyOrder("a", "b", "c", "d");
    assertThat(ids("/services?alive=false")).hasSize(4);

    Http.put(UNIS.port(), "/services/a", "{\"id\":\"a\"}");
    assertThat(ids("/services?alive=true&fields=id&limit=2")).containsExactly("a", "d");
    assertThat(ids("/services?alive=true&skip=2")).containsExactly("b");
    Http.Answer page = Http.get(UNIS.port(), "/services?alive=true&limit=1");
    assertThat(page.header("X-Count")).isEqualTo("1");
  }

  @Test
  void anOlderVersionDoesNotReviveAServiceThatIsOff() throws IOException {
    Http.post(
        UNIS.port(),
        "/services",
        "{\"id\":\"e\",\"serviceType\":\"off\",\"status\":\"ON\",\"ttl\":600}");
    Http.post(
        UNIS.port(),
        "/services",
        "{\"id\":\"e\",\"serviceType\":\"off\",\"status\":\"OFF\",\"ttl\":600}");

    assertThat(ids("/services?serviceType=off&alive=true")).isEmpty();
    assertThat(ids("/services?serviceType=off&alive=true&status=ON")).isEmpty();
  }

  @Test
  void whatIsNeitherTrueNorFalseIsRefused() throws IOException {
    assertThat(Http.get(UNIS.port(), "/services?alive=perhaps").status()).isEqualTo(403);
    assertThat(Http.get(UNIS.port(), "/nodes?alive=perhaps").body()).isEqualTo("[]");
  }

  private static void register(String id, String fields) throws IOException {
    Http.post(
        UNIS.port(),
        "/services",
        "{\"id\":\"" + id + "\",\"serviceType\":\"ibp_server\"," + fields + "}");
  }

  private static List<String> ids(String target) throws IOException {
    JsonNode found = Http.get(UNIS.port(), target).json();
    return StreamSupport.stream(found.spliterator(), false)
        .map(s -> s.path("id").asText())
        .toList();
  }
}
