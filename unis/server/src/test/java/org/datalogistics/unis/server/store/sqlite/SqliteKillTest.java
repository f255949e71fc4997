package org.datalogistics.unis.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import org.datalogistics.testkit.ChildProcess;
import org.datalogistics.testkit.JavaProcess;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededRandomExtension;
import org.datalogistics.unis.server.store.DocumentStore;
import org.datalogistics.unis.server.store.Documents;
import org.datalogistics.unis.server.store.QueryParser;
import org.datalogistics.unis.server.store.StoreOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes is killed at random moments; what it acknowledged is there. */
@ExtendWith(SeededRandomExtension.class)
class SqliteKillTest {

  private static final int ROUNDS = 3;
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  /** What the killed processes said. */
  private final Map<String, Integer> batches = new HashMap<>();

  private final Map<String, Integer> merged = new HashMap<>();
  private final Set<String> deleted = new HashSet<>();

  @Test
  void acknowledgedWritesSurviveKill9(SeededRandom random) {
    String uid = null;
    for (int round = 0; round < ROUNDS; round++) {
      List<String> said;
      try (ChildProcess writer =
          JavaProcess.of(WriteUntilKilled.class).args(folder, "r" + round).start()) {
        MatchResult ready = writer.awaitLine("READY (.*)", SOON);
        assertThat(ready.group(1)).isEqualTo(uid == null ? ready.group(1) : uid);
        uid = ready.group(1);
        writer.awaitLine("merge r" + round + "-0-" + random.between(3, 60) + "\\.0 .*", SOON);
        writer.kill9();
        said = writer.output();
      }
      said.stream().map(line -> line.split(" ", -1)).forEach(this::remember);
      check();
    }
    assertThat(batches.size()).isGreaterThan(ROUNDS * 3);
  }

  private void remember(String[] line) {
    switch (line[0]) {
      case "insert" -> batches.put(line[1], Integer.parseInt(line[3]));
      case "merge" -> merged.put(line[1], Integer.parseInt(line[2]));
      case "delete" -> deleted.add(line[1]);
      default -> assertThat(line[0]).isEqualTo("READY");
    }
  }

  private void check() {
    try (DocumentStore store = SqliteDocumentStore.open(folder, StoreOptions.DEFAULT)) {
      batches.forEach(
          (id, size) -> {
            for (int n = 1; n < size; n++) {
              assertThat(store.newest("services", id + "." + n)).as(id + "." + n).isPresent();
            }
          });
      merged.forEach(
          (id, v) -> {
            Optional<ObjectNode> document = store.newest("services", id);
            if (deleted.contains(id)) {
              assertThat(document).as(id).isEmpty();
            } else { // a deletion may have come through without being acknowledged
              document.ifPresent(d -> assertThat(d.get("v").asInt()).as(id).isEqualTo(v));
              assertThat(document.isPresent() || v % 5 == 4).as(id).isTrue();
            }
          });
      // The index and the table tell the same.
      List<String> all = ids(store, "");
      assertThat(ids(store, "serviceType=ibp_server")).isEqualTo(all);
      assertThat(all).doesNotHaveDuplicates();
    }
  }

  private static List<String> ids(DocumentStore store, String query) {
    return store.find("services", QueryParser.parse(query)).drain(1_000_000).stream()
        .map(Documents::id)
        .toList();
  }
}
