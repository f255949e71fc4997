package org.datalogistics.depot.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.datalogistics.depot.disk.FaultyLayer;
import org.datalogistics.depot.disk.FileLayer;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir Path folder;
  private final List<String> read = new ArrayList<>();
  private final Frame frame = new Frame();

  /** Reads the journal and gives it back, to be appended to. */
  private Journal open(FileLayer layer, long applied) throws IOException {
    read.clear();
    JournalRecovery found =
        JournalRecovery.run(
            layer,
            folder,
            applied,
            (sequence, payload) -> {
              byte[] bytes = new byte[payload.remaining()];
              payload.get(bytes);
              read.add(sequence + ":" + text(bytes));
            });
    return new Journal(layer, folder, true, 8 << 20, found);
  }

  private Journal open() throws IOException {
    return open(FileLayer.PLAIN, 0);
  }

  private static String text(byte[] bytes) {
    return bytes.length > 20
        ? bytes.length + "x" + bytes[0]
        : new String(bytes, StandardCharsets.UTF_8);
  }

  private long append(Journal journal, String text) throws IOException {
    return append(journal, text.getBytes(StandardCharsets.UTF_8));
  }

  private long append(Journal journal, byte[] payload) throws IOException {
    frame.clear();
    frame.room(payload.length).put(payload);
    return journal.append(frame);
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(each -> each.toString().endsWith(".journal")).sorted().toList();
    }
  }

  @Test
  void whatIsAppendedIsReadBackInOrderAcrossRestarts() throws IOException {
    try (Journal journal = open()) {
      assertThat(append(journal, "a")).isEqualTo(1);
      assertThat(append(journal, "")).isEqualTo(2);
    }
    try (Journal journal = open()) {
      assertThat(read).containsExactly("1:a", "2:");
      assertThat(append(journal, "c")).isEqualTo(3);
    }
    open().close();
    assertThat(read).containsExactly("1:a", "2:", "3:c");
    open(FileLayer.PLAIN, 2).close();
    assertThat(read).containsExactly("3:c");
  }

  @Test
  void largeFramesAndManySegmentsAreReadBack() throws IOException {
    byte[] large = new byte[3_000_000];
    Arrays.fill(large, (byte) 7);
    try (Journal journal = open()) {
      for (int i = 0; i < 8; i++) {
        append(journal, large);
      }
      assertThat(journal.bytes()).isGreaterThan(24_000_000);
    }
    assertThat(segments()).hasSizeGreaterThan(2);
    open().close();
    assertThat(read).hasSize(8).allMatch(each -> each.endsWith(":3000000x7"));
  }

  @Test
  void whatIsStoredElsewhereIsDropped() throws IOException {
    byte[] large = new byte[5_000_000];
    try (Journal journal = open()) {
      for (int i = 0; i < 6; i++) {
        append(journal, large);
      }
      long before = journal.bytes();
      int files = segments().size();
      journal.drop(3);
      assertThat(journal.bytes()).isLessThan(before);
      assertThat(segments()).hasSizeLessThan(files);
    }
    open(FileLayer.PLAIN, 3).close();
    assertThat(read).extracting(each -> each.substring(0, 2)).containsExactly("4:", "5:", "6:");
  }

  @Test
  void atEveryLengthOfItsFileAllWholeFramesAreReadAndItGoesOn() throws IOException {
    List<Long> ends = new ArrayList<>();
    try (Journal journal = open()) {
      for (String each : List.of("one", "", "three", "4")) {
        append(journal, each);
        ends.add(journal.bytes());
      }
    }
    Path file = segments().get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length <= whole.length; length++) {
      for (Path each : segments()) {
        Files.delete(each);
      }
      Files.write(file, Arrays.copyOf(whole, length));
      int kept = length;
      long frames = ends.stream().filter(end -> end <= kept).count();
      try (Journal journal = open()) {
        assertThat(read).as("cut at %d", length).hasSize((int) frames);
        assertThat(append(journal, "next")).isEqualTo(frames + 1);
      }
      open().close();
      assertThat(read).hasSize((int) frames + 1).last().isEqualTo((frames + 1) + ":next");
    }
  }

  @SeededTest(cases = 100)
  void whateverBitsChangeNothingWrongIsRead(SeededRandom random) throws IOException {
    List<String> written = new ArrayList<>();
    try (Journal journal = open()) {
      for (int i = 1; i <= 5; i++) {
        String text = "t" + random.between(0, 1_000_000);
        written.add(append(journal, text) + ":" + text);
      }
    }
    Path file = segments().get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[random.between(0, bytes.length - 1)] ^= (byte) (1 << random.between(0, 7));
    Files.write(file, bytes);
    open().close();
    assertThat(read).isEqualTo(written.subList(0, read.size()));
    Files.deleteIfExists(file);
  }

  @Test
  void aWriteThatFailsHalfwayLeavesNothingAndTheNextOneCounts() throws IOException {
    for (int bytes = 0; bytes < 20; bytes++) {
      FaultyLayer layer = FaultyLayer.ofJournal();
      try (Journal journal = open(layer, 0)) {
        long before = journal.sequence();
        append(journal, "before");
        layer.failWrites("No space left on device", bytes);
        assertThatThrownBy(() -> append(journal, "lost")).hasMessageContaining("No space");
        layer.failWrites(null, 0);
        assertThat(append(journal, "after")).isEqualTo(before + 2);
      }
      open().close();
      assertThat(read).last().asString().endsWith("after");
      assertThat(read).noneMatch(each -> each.endsWith("lost"));
    }
  }

  @Test
  void aFailedWriteThatCanNotBeTakenBackIsFollowedByAnotherSegment() throws IOException {
    FaultyLayer layer = FaultyLayer.ofJournal();
    try (Journal journal = open(layer, 0)) {
      append(journal, "before");
      layer.failTruncations("Input/output error");
      layer.failWrites("Input/output error", 19);
      assertThatThrownBy(() -> append(journal, "lost!")).hasMessageContaining("Input");
      layer.failWrites(null, 0);
      append(journal, "after");
    }
    open().close();
    assertThat(read).containsExactly("1:before", "2:after");
  }

  @Test
  void aSegmentThatCanNotBeMadeIsTriedAgain() throws IOException {
    FaultyLayer layer = FaultyLayer.ofJournal();
    layer.failWrites("No space left on device", 3);
    try (Journal journal = open(layer, 0)) {
      assertThatThrownBy(() -> append(journal, "lost")).hasMessageContaining("No space");
      layer.failWrites(null, 0);
      append(journal, "kept");
    }
    open().close();
    assertThat(read).containsExactly("1:kept");
  }

  @Test
  void segmentsBehindAHoleAreKeptAside() throws IOException {
    byte[] large = new byte[9_000_000];
    try (Journal journal = open()) {
      for (int i = 0; i < 3; i++) {
        append(journal, large);
      }
    }
    Files.delete(segments().get(1));
    try (Journal journal = open()) {
      assertThat(read).hasSize(1);
      assertThat(append(journal, "other")).isEqualTo(2);
    }
    open().close();
    assertThat(read).hasSize(2).last().isEqualTo("2:other");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(each -> each.toString().endsWith(".damaged"))).hasSize(1);
    }
  }

  @Test
  void aSegmentWhoseBeginningIsDamagedIsKeptAside() throws IOException {
    try (Journal journal = open()) {
      append(journal, "a");
    }
    Path file = segments().get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[3] ^= 1;
    Files.write(file, bytes);
    open().close();
    assertThat(read).isEmpty();
    assertThat(segments()).isEmpty();
    assertThat(file.resolveSibling(file.getFileName() + ".damaged")).hasBinaryContent(bytes);
  }

  @Test
  void afterAFailedForceTheNextFramesGoIntoAnotherSegment() throws IOException {
    FaultyLayer layer = FaultyLayer.ofJournal();
    try (Journal journal = open(layer, 0)) {
      append(journal, "a");
      journal.force();
      layer.failForces("Input/output error");
      append(journal, "b");
      assertThatThrownBy(journal::force).hasMessageContaining("Input");
      layer.failForces(null);
      journal.restart();
      append(journal, "c");
      journal.force();
    }
    assertThat(segments()).hasSize(2);
    open().close();
    assertThat(read).containsExactly("1:a", "2:b", "3:c");
  }

  private long appendToReserve(Journal journal, String text) throws IOException {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    frame.clear();
    frame.room(payload.length).put(payload);
    return journal.appendToReserve(frame);
  }

  @Test
  void whatIsWrittenWhereRoomWasSetAsideCountsAndNeedsNoOther() throws IOException {
    try (Journal journal = open()) {
      append(journal, "a");
      appendToReserve(journal, "b");
      assertThat(appendToReserve(journal, "c")).isEqualTo(3);
      assertThat(segments()).hasSize(2);
      assertThat(segments().get(1)).hasSize(Reserve.BYTES);
      append(journal, "d");
      assertThat(segments()).hasSize(3);
    }
    try (Journal journal = open()) {
      assertThat(read).containsExactly("1:a", "2:b", "3:c", "4:d");
      assertThat(appendToReserve(journal, "e")).isEqualTo(5);
    }
    open().close();
    assertThat(read).hasSize(5).endsWith("5:e");
  }

  @Test
  void roomThatIsUsedUpIsSetAsideAgain() throws IOException {
    String text = "x".repeat(10_000);
    int count = 0;
    try (Journal journal = open()) {
      while (count < Reserve.BYTES / 10_000) {
        appendToReserve(journal, text);
        count++;
      }
      assertThatThrownBy(() -> appendToReserve(journal, text)).hasMessageContaining("used up");
      journal.replenish();
      appendToReserve(journal, "last");
    }
    open().close();
    assertThat(read).hasSize(count + 1).endsWith(count + 1 + ":last");
  }

  @Test
  void whereThereIsNoRoomToSetAsideTheJournalWorksWithoutIt() throws IOException {
    FaultyLayer layer = new FaultyLayer(file -> file.endsWith("reserve"));
    layer.failWrites("No space left on device", 0);
    try (Journal journal = open(layer, 0)) {
      append(journal, "a");
      assertThatThrownBy(() -> appendToReserve(journal, "b")).hasMessageContaining("No space left");
      append(journal, "c");
    }
    open().close();
    assertThat(read).containsExactly("1:a", "2:c");
  }
}
