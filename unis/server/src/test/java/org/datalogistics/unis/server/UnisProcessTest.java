package org.datalogistics.unis.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.datalogistics.testkit.ChildProcess;
import org.datalogistics.testkit.JavaProcess;
import org.datalogistics.testkit.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process of its own. */
class UnisProcessTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path data;

  @Test
  void whatWasAcknowledgedAndTheIdentitySurviveKill9UnderLoad() throws Exception {
    SeededRandom random = SeededRandom.create();
    Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
    String uid = "";
    for (int round = 0; round < 3; round++) {
      try (ChildProcess unis = start()) {
        int port = port(unis);
        String now = Http.get(port, "/about").json().path("uid").asText();
        assertThat(now).isNotEmpty().isEqualTo(uid.isEmpty() ? now : uid);
        uid = now;
        for (Map.Entry<String, Integer> document : acknowledged.entrySet()) {
          JsonNode found = Http.get(port, "/nodes/" + document.getKey()).json();
          assertThat(found.path("properties").path("n").asInt(-1))
              .as(random + document.getKey())
              .isGreaterThanOrEqualTo(document.getValue());
        }
        writeUntilKilled(unis, port, round, random.between(5, 150), acknowledged);
      }
    }
    assertThat(acknowledged).isNotEmpty();
  }

  @Test
  void itEndsCleanlyWhenAskedToAndKeepsEverything() throws Exception {
    try (ChildProcess unis = start()) {
      int port = port(unis);
      Http.post(port, "/nodes", "{\"id\":\"kept\"}");
      unis.terminate();
      unis.expectExit(0, Duration.ofSeconds(10));
    }
    try (ChildProcess again = start()) {
      assertThat(Http.get(port(again), "/nodes/kept").json().path("id").asText()).isEqualTo("kept");
    }
  }

  @Test
  void aSecondServerOnTheSameFolderOrPortSaysWhatIsWrong() throws Exception {
    try (ChildProcess first = start()) {
      int port = port(first);
      try (ChildProcess sameFolder = start();
          ChildProcess samePort =
              JavaProcess.of(UnisCommand.class)
                  .args("--port", port, "--host", "127.0.0.1", "--data", data.resolve("other"))
                  .start()) {
        sameFolder.expectExit(1, LIMIT);
        assertThat(sameFolder.errors()).anyMatch(line -> line.contains("already in use"));
        samePort.expectExit(1, LIMIT);
        assertThat(samePort.errors())
            .anyMatch(line -> line.contains("cannot listen on 127.0.0.1 port " + port));
      }
    }
  }

  @Test
  void aWrongCommandLineIsExplained() throws Exception {
    try (ChildProcess unis =
        JavaProcess.of(UnisCommand.class)
            .args("--prot", "1", "--data", data, "--store", "redis://x")
            .start()) {
      unis.expectExit(2, LIMIT);
      assertThat(unis.errors()).anyMatch(line -> line.contains("--prot"));
    }
  }

  private ChildProcess start() {
    return JavaProcess.of(UnisCommand.class)
        .args("--host", "127.0.0.1", "--port", "0", "--data", data.resolve("unis"))
        .start();
  }

  private static int port(ChildProcess unis) {
    return Integer.parseInt(
        unis.awaitLine("^READY unis http://127\\.0\\.0\\.1:(\\d+)$", LIMIT).group(1));
  }

  /** Two writers, each with documents of its own, posting new ones and updating old ones. */
  private static void writeUntilKilled(
      ChildProcess unis, int port, int round, int killAfter, Map<String, Integer> acknowledged)
      throws Exception {
    AtomicBoolean killed = new AtomicBoolean();
    CountDownLatch enough = new CountDownLatch(killAfter);
    Thread[] writers = new Thread[2];
    for (int w = 0; w < writers.length; w++) {
      int writer = w;
      writers[w] =
          new Thread(
              () -> {
                for (int i = 0; !killed.get(); i++) {
                  String id = "r%d-w%d-%d".formatted(round, writer, i % 20);
                  if (write(port, id, i, acknowledged.containsKey(id))) {
                    acknowledged.put(id, i);
                    enough.countDown();
                  }
                }
              });
      writers[w].start();
    }
    assertThat(enough.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    unis.kill9();
    killed.set(true);
    for (Thread writer : writers) {
      writer.join();
    }
  }

  private static boolean write(int port, String id, int n, boolean exists) {
    try {
      String properties = "\"properties\":{\"n\":" + n + "}";
      return exists
          ? Http.put(port, "/nodes/" + id, "{" + properties + "}").status() == 204
          : Http.post(port, "/nodes", "{\"id\":\"" + id + "\"," + properties + "}").status() == 201;
    } catch (IOException | RuntimeException e) {
      // Killed in the middle: not acknowledged, and may be there or not.
      return false;
    }
  }
}
