package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the operator, 90 to 99 (IBP spec 10). */
class AdminConformanceTest extends Conformance {
  @Test
  void theModeSaysWhichCommandsAResourceTakes() {
    play(
        """
        C> 1 1 2 2 1 3600 100 30
        S> 1 {caps 1}
        C> 1 2 {W1} 0 3 30
        C: abc
        S> 1
        S> 1 3
        # read and manage
        C> 1 90 2 6 30
        S> 1
        C> 1 2 {W1} 0 3 30
        C: abc
        S> -16
        S> {closes}
        --
        C> 1 1 2 2 1 3600 100 30
        S> 1 {caps 2}
        C> 1 8 {R1} 0 0 3 30
        S> 1 3
        S: abc
        # write and read
        C> 1 90 2 3 30
        S> 1
        C> 1 9 {M1} 0 41 1 30
        S> -17
        # write and manage
        C> 1 90 2 5 30
        S> 1
        C> 1 8 {R1} 0 0 3 30
        S> -15
        C> 1 35 {R1} 0 1 0 3 30
        S> -15
        C> 1 90 2 7 30
        S> 1
        C> 1 8 {R1} 0 0 3 30
        S> 1 3
        S: abc
        """);
  }

  @Test
  void theExpiryListAndTheSpaceByDate() {
    play(
        """
        C> 1 1 1 2 1 3600 100 30
        S> 1 {caps 1}
        C> 1 1 1 1 1 7200 200 30
        S> 1 {caps 2}
        C> 1 97 1 0 0 1 30
        S> 1
        S: {int} {int} 100
        S> END$
        """
            .replace("S: {int} {int} 100\n", "S> {int} {int} 100$\n"));
    play(
        """
        C> 1 97 1 0 4000 5 30
        S> 1
        S> {int} {int} 200$
        S> END$
        C> 1 97 1 1 99999999999 5 30
        S> 1
        S> END$
        C> 1 98 1 50 30
        S> 1
        S> {int} 1 0 0 100$
        S> END$
        C> 1 98 1 300 30
        S> 1
        S> {int} 1 0 0 100$
        S> {int} 1 0 0 200$
        S> END$
        C> 1 9 {M1} 0 42 1 30
        S> 1
        C> 1 9 {M2} 0 42 1 30
        S> 1
        """);
  }

  @Test
  void whatWasDeletedCanBeBroughtBack() {
    play(
        """
        C> 1 1 2 2 1 3600 100 30
        S> 1 {caps 1}
        C> 1 2 {W1} 0 3 30
        C: abc
        S> 1
        S> 1 3
        C> 1 9 {M1} 0 42 1 30
        S> 1
        C> 1 8 {R1} 0 0 3 30
        S> -4
        C> 1 95 2 30
        S> 1
        C> 1 95 0 30
        S> 1
        """);
    String id = trashId();
    play(
        """
        C> 1 96 2 0 TRASH 600 30
        S> 1
        C> 1 8 {R1} 0 0 3 30
        S> 1 3
        S: abc
        C> 1 9 {M1} 0 40 30
        S> 1 1 0 3 100 {~600} 2 1
        C> 1 96 2 0 TRASH 600 30
        S> -1
        S> {closes}
        --
        C> 1 96 2 1 TRASH 600 30
        S> -1
        S> {closes}
        --
        C> 1 96 2 0 1_2 600 30
        S> -1
        S> {closes}
        """
            .replace("TRASH", id));
  }

  private String trashId() {
    try {
      var trash = depot().depot().resources().byId("2").trash();
      return trash.list(State.Kind.TRASH_DELETED, 1).get().get(0).trashId();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void resourcesAreUnmountedAndMounted() {
    play(
        """
        C> 1 1 2 2 1 3600 100 30
        S> 1 {caps 1}
        C> 1 2 {W1} 0 3 30
        C: abc
        S> 1
        S> 1 3
        C> 1 91 2 0 30 3 msg
        S> -20
        S> {closes}
        --
        C> 1 92 2 1 30 5 hello
        S> 1
        C> 1 4 3 30
        S> 1 1
        C> 1 8 {R1} 0 0 3 30
        S> -50
        C> 1 91 2 1 30 3 msg
        S> 1
        """);
    await().atMost(SOON).until(() -> depot().depot().resources().all().size() == 2);
    play(
        """
        C> 1 8 {R1} 0 0 3 30
        S> 1 3
        S: abc
        C> 1 4 3 30
        S> 1 1 2
        """);
  }

  @Test
  void theDamagedAllocationsAreListed() {
    play(
        """
        C> 1 93 2 30
        S> 1 0
        """);
  }

  @Test
  void theConfigurationIsTextWithoutSecrets() {
    try (RawClient client = depot().connect()) {
      client.send("1 94 30\n");
      String header = client.readLine();
      assertThat(header).matches("1 [1-9]\\d*");
      String text =
          new String(
              client.readFully(Integer.parseInt(header.substring(2))), StandardCharsets.UTF_8);
      assertThat(text)
          .startsWith("[depot]\nhost=127.0.0.1\n")
          .contains("\n[resource 2]\nid=2\npath=")
          .contains("\nsize=209715200\n")
          .doesNotContain("password=ibp");
      client.send("1 4 3 30\n").expect("1 1 2 \n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "90 1 7 30",
        "93 1 30",
        "94 30",
        "95 0 30",
        "96 1 0 1_1 600 30",
        "97 1 0 0 5 30",
        "98 1 10 30"
      })
  void thePasswordStandsAtTheEndIfThereIsOne(String request, @TempDir Path other)
      throws IOException {
    try (TestDepot secured = TestDepot.start(other, "--admin-password", "sesame")) {
      try (RawClient client = secured.connect()) {
        client.send("1 " + request + "\n").expect("-29 \n-66 ");
      }
      try (RawClient client = secured.connect()) {
        client.send("1 " + request + " wrong\n").expect("-29 \n-66 ");
      }
      try (RawClient client = secured.connect()) {
        client.send("1 " + request + " sesame\n");
        assertThat(client.readLine()).matches("1 .*|-1 ");
      }
    }
  }

  @Test
  void otherAddressesMayNot(@TempDir Path other) throws IOException {
    try (TestDepot closed = TestDepot.start(other, "--access", "internal=none");
        Dialogue dialogue = new Dialogue(closed)) {
      dialogue.play(
          """
          C> 1 94 30
          S> -43
          S> {closes}
          """);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1 90 77 7 30, -50",
    "1 90 1 8 30, -30",
    "1 90 1 -1 30, -30",
    "1 91 77 0 30, -50",
    "1 91 1 3 30, -30",
    "1 92 77 1 30, -50",
    "1 92 1 0 30, -30",
    "1 93 77 30, -50",
    "1 95 77 30, -50",
    "1 96 77 0 1_1 600 30, -50",
    "1 96 1 2 1_1 600 30, -30",
    "1 96 1 0 1_1 0 30, -30",
    "1 97 77 0 0 5 30, -50",
    "1 97 1 2 0 5 30, -30",
    "1 98 77 10 30, -50",
    "1 98 1 -10 30, -36",
    "1 99 2 4 13004461538609613398 0 -1 0 30, -43",
  })
  void refusals(String request, String code) {
    refusedClosing(request, code);
  }
}
