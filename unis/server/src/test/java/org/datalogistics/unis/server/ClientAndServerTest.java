package org.datalogistics.unis.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.datalogistics.unis.Condition;
import org.datalogistics.unis.Link;
import org.datalogistics.unis.Query;
import org.datalogistics.unis.Query.FieldCondition;
import org.datalogistics.unis.ServiceRecord;
import org.datalogistics.unis.UnisCollection;
import org.datalogistics.unis.client.Registration;
import org.datalogistics.unis.client.UnisClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client of this project against the server of this project. */
class ClientAndServerTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONG = Duration.ofMinutes(1);

  @RegisterExtension static final RunningUnis UNIS = new RunningUnis();

  @TempDir Path data;

  @Test
  void aDocumentLivesFromCreationToDeletion() throws Exception {
    UnisClient client = new UnisClient(UNIS.server().uri());
    ObjectNode stored =
        client.create(UnisCollection.NODES, JSON.createObjectNode().put("name", "x"));
    String id = stored.path("id").asText();

    assertThat(client.get(UnisCollection.NODES, id)).contains(stored);
    assertThat(client.follow(URI.create(stored.path("selfRef").asText()))).contains(stored);
    assertThat(client.update(UnisCollection.NODES, id, JSON.createObjectNode().put("name", "y")))
        .isTrue();
    assertThat(client.touch(UnisCollection.NODES, id)).isTrue();
    assertThat(client.get(UnisCollection.NODES, id).orElseThrow().path("name").asText())
        .isEqualTo("y");
    client.delete(UnisCollection.NODES, id);
    assertThat(client.get(UnisCollection.NODES, id)).isEmpty();
    assertThat(client.touch(UnisCollection.NODES, id)).isFalse();
    assertThat(client.uid()).isEqualTo(new UnisClient(UNIS.server().uri()).uid());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "two words",
        "a,b",
        "a|b=c",
        "reg=x",
        "not=x",
        "number:5",
        "Größe 你好 🚀–",
        "100% & more+",
        "(a)[b]{c}^$.*?\\",
        "null=",
        "ibp://h:1/x#y",
        "semi;colon",
        "\"quoted\"",
        "/slash/",
        "=",
        "#",
        "<>"
      })
  void anyNameIsFoundByAnExactQuery(String name) throws Exception {
    UnisClient client = new UnisClient(UNIS.server().uri());
    client.create(UnisCollection.EXNODES, JSON.createObjectNode().put("name", name));
    client.create(UnisCollection.EXNODES, JSON.createObjectNode().put("name", name + "x"));

    assertThat(names(client, Query.all().eq("name", name))).containsOnly(name);
    assertThat(names(client, Query.all().in("name", List.of(name, "never")))).containsOnly(name);
    assertThat(
            names(
                client,
                Query.all()
                    .whereAny(
                        List.of(
                            new FieldCondition("name", Condition.equalTo(name)),
                            new FieldCondition("mode", Condition.equalTo("never"))))))
        .containsOnly(name);
  }

  @Test
  void operatorsMeanWhatTheySay() throws Exception {
    UnisClient client = new UnisClient(UNIS.server().uri());
    client.createAll(
        UnisCollection.PORTS,
        List.of(
            JSON.createObjectNode().put("name", "op").put("capacity", 5),
            JSON.createObjectNode().put("name", "op").put("capacity", 7.5),
            JSON.createObjectNode().put("name", "OP2").put("up", true)));
    Query op = Query.all().where("name", Condition.matches("^op"));

    assertThat(client.query(UnisCollection.PORTS, op)).hasSize(3);
    assertThat(client.query(UnisCollection.PORTS, op.where("capacity", Condition.moreThan(5))))
        .hasSize(1);
    assertThat(client.query(UnisCollection.PORTS, op.where("capacity", Condition.atMost(7.5))))
        .hasSize(2);
    assertThat(client.query(UnisCollection.PORTS, op.where("capacity", Condition.equalTo(5))))
        .hasSize(1);
    assertThat(client.query(UnisCollection.PORTS, op.where("capacity", Condition.isNull())))
        .hasSize(1);
    assertThat(client.query(UnisCollection.PORTS, op.where("capacity", Condition.exists())))
        .hasSize(2);
    assertThat(client.query(UnisCollection.PORTS, op.where("up", Condition.equalTo(true))))
        .hasSize(1);
    assertThat(client.query(UnisCollection.PORTS, op.where("name", Condition.not("op"))))
        .hasSize(1);
    assertThat(client.query(UnisCollection.PORTS, op.limit(2).skip(2))).hasSize(1);
  }

  @Test
  void anExnodeAndItsExtentsComeBackInOnePiece() throws Exception {
    UnisClient client = new UnisClient(UNIS.server().uri());
    ObjectNode exnode =
        JSON.createObjectNode().put("name", "file").put("mode", "file").put("size", 5);
    exnode
        .putArray("extents")
        .addObject()
        .put("offset", 0)
        .put("size", 5)
        .put("location", "ibp://h:1");

    ObjectNode stored = client.create(UnisCollection.EXNODES, exnode);

    assertThat(Link.of(stored.path("extents").path(0))).isPresent();
    ObjectNode whole = client.getInline(stored.path("id").asText()).orElseThrow();
    assertThat(whole.path("extents").path(0).path("location").asText()).isEqualTo("ibp://h:1");
  }

  @Test
  void aRegistrationSurvivesARestartOfItsDirectoryAndEndsAsOff() throws Exception {
    UnisServer first = new UnisServer(UnisConfig.in(data).at("127.0.0.1", 0));
    first.start();
    UnisConfig again = UnisConfig.in(data).at("127.0.0.1", first.port());
    UnisClient client = new UnisClient(first.uri());
    ServiceRecord service =
        ServiceRecord.running(
            "depot-1", "Depot", ServiceRecord.IBP_SERVER, "ibp://h:6714", Duration.ofMinutes(10));
    Registration registration =
        Registration.start(client, service::toJson, quick(), new SplittableRandom(1));
    assertThat(registration.awaitRegistered(LONG)).isTrue();
    Instant before = record(client).ts();
    await().untilAsserted(() -> assertThat(record(client).ts()).isAfter(before));

    first.close();
    await().until(() -> !registration.isRegistered());
    UnisServer second = new UnisServer(again);
    second.start();

    await().until(registration::isRegistered);
    assertThat(record(client).alive(Instant.now())).isTrue();
    registration.close();
    assertThat(record(client).status()).isEqualTo(ServiceRecord.OFF);
    assertThat(client.services(Query.all().alive())).isEmpty();
    second.close();
  }

  @Test
  void aServiceThatWasDeletedRegistersAnew() throws Exception {
    UnisClient client = new UnisClient(UNIS.server().uri());
    ServiceRecord service =
        ServiceRecord.running(
            "depot-2", "Depot", ServiceRecord.IBP_SERVER, "ibp://h:6715", Duration.ofMinutes(10));
    try (Registration registration =
        Registration.start(client, service::toJson, quick(), new SplittableRandom(1))) {
      assertThat(registration.awaitRegistered(LONG)).isTrue();

      client.delete(UnisCollection.SERVICES, "depot-2");

      await().until(() -> client.get(UnisCollection.SERVICES, "depot-2").isPresent());
    }
  }

  private static Registration.Pace quick() {
    Duration tick = Duration.ofMillis(20);
    return new Registration.Pace(tick, tick, tick, LONG);
  }

  private static ServiceRecord record(UnisClient client) throws Exception {
    return client.get(UnisCollection.SERVICES, "depot-1").map(ServiceRecord::of).orElseThrow();
  }

  private static List<String> names(UnisClient client, Query query) throws Exception {
    return client.query(UnisCollection.EXNODES, query).stream()
        .map(d -> d.path("name").asText())
        .toList();
  }
}
