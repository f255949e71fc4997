package org.datalogistics.depot;

import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the conformance tests share: one depot for all dialogues of a class, with the resources 1
 * and 2 of 200 MB and leases of a day, as in appendix A of the IBP spec.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Conformance {
  private Path folder;
  private TestDepot depot;
  private Dialogue dialogue;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    depot = TestDepot.start(temporary, flags(temporary));
  }

  /** The settings of the depot. */
  String[] flags(Path temporary) {
    return resources(temporary);
  }

  static String[] resources(Path temporary) {
    return new String[] {
      "--scrub-rate", // It would look as if clients used what it compares.
      "0",
      "--resource",
      "id=1,path=" + temporary.resolve("r1") + ",size=200m,max-duration=1d",
      "--resource",
      "id=2,path=" + temporary.resolve("r2") + ",size=200m,max-duration=1d"
    };
  }

  @BeforeEach
  void open() {
    dialogue = new Dialogue(depot);
  }

  /** Whatever was said, nothing stays in use. */
  @AfterEach
  void end() {
    dialogue.close();
    await().atMost(SOON).until(() -> depot.inUse() == 0);
  }

  @AfterAll
  void stop() throws IOException {
    depot.close();
  }

  /** The depot. */
  TestDepot depot() {
    return depot;
  }

  /** Where the depot has its files. */
  Path folder() {
    return folder;
  }

  /** The dialogue of this test. */
  Dialogue dialogue() {
    return dialogue;
  }

  /** Plays a part of the dialogue of this test. */
  void play(String script) {
    dialogue.play(script);
  }

  /** A refusal behind which the connection closes. */
  void refusedClosing(String request, String code) {
    play("C> " + request + "\nS> " + code + "\nS> {closes}\n--\n");
  }

  /** A refusal that leaves the connection open. */
  void refusedOpen(String request, String code) {
    play("C> " + request + "\nS> " + code + "\nC> 1 4 3 30\nS> 1 1 2\n");
  }
}
