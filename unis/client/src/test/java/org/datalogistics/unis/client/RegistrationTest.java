package org.datalogistics.unis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.datalogistics.unis.ServiceRecord;
import org.junit.jupiter.api.Test;

class RegistrationTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(5);
  private static final String STORED = "{\"id\":\"depot-1\"}";

  private static final ServiceRecord SERVICE =
      ServiceRecord.running(
          "depot-1", "Depot", ServiceRecord.IBP_SERVER, "ibp://h:6714", Duration.ofMinutes(10));

  @Test
  void aServiceIsPostedWithItsStableIdAndThenTouched() throws Exception {
    try (StubDirectory stub = new StubDirectory().answer(201, STORED).answer(204, "");
        Registration registration = start(stub.uri(), SHORT)) {
      StubDirectory.Request first = stub.take();
      StubDirectory.Request second = stub.take();

      assertThat(first.method() + " " + first.target()).isEqualTo("POST /services");
      assertThat(first.json()).isEqualTo(JSON.readTree(SERVICE.toJson().toString()));
      assertThat(second.method() + " " + second.target()).isEqualTo("PUT /services/depot-1");
      assertThat(second.json()).isEqualTo(JSON.readTree(STORED));
      assertThat(registration.awaitRegistered(LONG)).isTrue();
    }
  }

  @Test
  void aDirectoryThatForgotTheServiceGetsTheWholeRecordAgain() throws Exception {
    try (StubDirectory stub =
            new StubDirectory()
                .answer(201, STORED)
                .answer(404, "")
                .answer(201, STORED)
                .answer(204, "");
        Registration registration = start(stub.uri(), SHORT)) {
      assertThat(stub.take().method()).isEqualTo("POST");
      assertThat(stub.take().method()).isEqualTo("PUT");
      assertThat(stub.take().json().path("accessPoint").asText()).isEqualTo("ibp://h:6714");
      assertThat(stub.take().method()).isEqualTo("PUT");
      assertThat(registration.isRegistered()).isTrue();
    }
  }

  @Test
  void aServiceStartsBeforeItsDirectoryAndIsListedWhenThatComes() throws Exception {
    int port = freePort();
    try (Registration registration = start(URI.create("http://127.0.0.1:" + port), LONG)) {
      assertThat(registration.awaitRegistered(Duration.ofMillis(50))).isFalse();
      try (StubDirectory stub = new StubDirectory(port).answer(201, STORED)) {
        assertThat(stub.take().method()).isEqualTo("POST");
        assertThat(registration.awaitRegistered(LONG)).isTrue();
      }
    }
  }

  @Test
  void afterAnOutageTheWholeRecordIsPostedAgain() throws Exception {
    StubDirectory before = new StubDirectory().answer(201, STORED).answer(204, "");
    try (Registration registration = start(before.uri(), SHORT)) {
      assertThat(registration.awaitRegistered(LONG)).isTrue();
      before.close();
      await().until(() -> !registration.isRegistered());

      try (StubDirectory after =
          new StubDirectory(before.port()).answer(201, STORED).answer(204, "")) {
        assertThat(after.take().method()).isEqualTo("POST");
        assertThat(registration.awaitRegistered(LONG)).isTrue();
        assertThat(after.take().method()).isEqualTo("PUT");
      }
    }
  }

  @Test
  void aRefusalIsTriedAgainToo() throws Exception {
    try (StubDirectory stub =
            new StubDirectory().answer(500, "").answer(400, "").answer(201, STORED);
        Registration registration = start(stub.uri(), LONG)) {
      assertThat(registration.awaitRegistered(LONG)).isTrue();
      assertThat(stub.waiting()).isEqualTo(3);
    }
  }

  @Test
  void whatChangedInTheRecordIsWrittenWithTheNextSignOfLife() throws Exception {
    AtomicInteger free = new AtomicInteger(100);
    try (StubDirectory stub = new StubDirectory().answer(201, STORED).answer(204, "");
        Registration registration =
            Registration.start(
                new UnisClient(stub.uri()),
                () -> document(free.get()),
                pace(SHORT),
                new SplittableRandom(1))) {
      assertThat(stub.take().json().path("free").asInt()).isEqualTo(100);
      free.set(90);
      await().until(() -> stub.take().json().path("free").asInt() == 90);
      assertThat(stub.take().json()).isEqualTo(JSON.readTree(STORED));
      assertThat(registration.isRegistered()).isTrue();
    }
  }

  @Test
  void whatCannotWaitIsWrittenSoon() throws Exception {
    AtomicInteger free = new AtomicInteger(100);
    try (StubDirectory stub = new StubDirectory().answer(201, STORED).answer(204, "");
        Registration registration =
            Registration.start(
                new UnisClient(stub.uri()),
                () -> document(free.get()),
                pace(LONG),
                new SplittableRandom(1))) {
      assertThat(stub.take().json().path("free").asInt()).isEqualTo(100);
      free.set(90);

      registration.refreshSoon();

      assertThat(stub.take().json().path("free").asInt()).isEqualTo(90);
    }
  }

  @Test
  void anOrderlyEndMarksTheServiceOff() throws Exception {
    try (StubDirectory stub = new StubDirectory().answer(201, STORED).answer(204, "")) {
      Registration registration = start(stub.uri(), LONG);
      assertThat(registration.awaitRegistered(LONG)).isTrue();
      stub.take();

      registration.close();

      StubDirectory.Request last = stub.take();
      assertThat(last.method()).isEqualTo("PUT");
      assertThat(last.json()).isEqualTo(JSON.readTree("{\"id\":\"depot-1\",\"status\":\"OFF\"}"));
      registration.close();
      assertThat(stub.waiting()).isZero();
    }
  }

  @Test
  void closingEndsInTimeThoughTheDirectoryIsSilent() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Registration registration =
          Registration.start(
              new UnisClient(URI.create("http://127.0.0.1:" + silent.getLocalPort())),
              SERVICE::toJson,
              new Registration.Pace(LONG, LONG, LONG, Duration.ofMillis(100)),
              new SplittableRandom(1));
      long start = System.nanoTime();

      registration.close();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      assertThat(registration.isRegistered()).isFalse();
    }
  }

  @Test
  void aServiceWithoutAStableIdIsRefused() {
    UnisClient client = new UnisClient(URI.create("http://127.0.0.1:1"));

    assertThatThrownBy(
            () ->
                Registration.start(
                    client, JSON::createObjectNode, pace(LONG), new SplittableRandom(1)))
        .hasMessageContaining("id");
  }

  private static Registration start(URI uri, Duration refresh) {
    return Registration.start(
        new UnisClient(uri), SERVICE::toJson, pace(refresh), new SplittableRandom(1));
  }

  private static Registration.Pace pace(Duration refresh) {
    return new Registration.Pace(refresh, SHORT, Duration.ofMillis(20), Duration.ofSeconds(30));
  }

  private static ObjectNode document(int free) {
    return JSON.createObjectNode().put("id", "depot-1").put("free", free);
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
