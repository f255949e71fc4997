package org.datalogistics.lors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.tree.TreeEvent;
import org.junit.jupiter.api.Test;

/** What is drawn of transfers of many files. */
class FrameTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int MIB = 1 << 20;

  private final Totals totals = new Totals(0);
  private long now;

  private void add(TreeEvent event) {
    totals.add(event, now);
    totals.measure(now);
  }

  private void moved(long id, TransferEvent event) {
    add(new TreeEvent.Moved(id, event));
  }

  /** 2 of 10 files done, one half way, at 10 MiB per second, from two depots. */
  private void someWork() {
    add(new TreeEvent.Planned(10, 100 * MIB));
    for (int i = 1; i <= 3; i++) {
      add(new TreeEvent.Started(i, "folder/file-" + i, 10 * MIB));
      moved(i, new TransferEvent.Planned(20 * MIB));
    }
    now = SECOND;
    moved(1, new TransferEvent.Stored(new ByteRange(0, 6 * MIB), new DepotAddress("a", 1)));
    moved(2, new TransferEvent.Stored(new ByteRange(0, 4 * MIB), new DepotAddress("b", 2)));
    add(new TreeEvent.Done(1, done("folder/file-1")));
    now = 2 * SECOND;
    add(new TreeEvent.Failed(2, "folder/file-2", "gone"));
    moved(3, new TransferEvent.Progress(10 * MIB));
  }

  private static TreeEvent.MovedFile done(String name) {
    return new TreeEvent.MovedFile(
        name, name + ".xnd", 10 * MIB, 2, 2, Set.of(), 0, Duration.ofSeconds(1));
  }

  @Test
  void allFilesAndThoseUnderWayHaveBars() {
    someWork();

    List<String> lines = new Frame(79, 23, false).draw("", totals, now);

    assertThat(lines).hasSize(2).allMatch(line -> line.length() <= 79);
    assertThat(lines.get(0))
        .startsWith(" 25% [")
        .contains("2/10 files, 1 failed  25.0 MiB/100.0 MiB");
    assertThat(lines.get(1))
        .contains("folder/file-3")
        .contains(" 50% [")
        .contains("5.0 MiB/10.0 MiB");
  }

  @Test
  void wideTerminalsShowWhatEachDepotDoes() {
    someWork();

    List<String> lines = new Frame(120, 23, false).draw("", totals, now);

    assertThat(lines.get(2)).startsWith("  a:1 ").contains("  b:2 ").contains("MiB/s");
  }

  @Test
  void noLineIsLongerThanTheTerminalIsWide() {
    someWork();
    for (int columns = 1; columns < 150; columns++) {
      int most = columns;
      for (boolean unicode : new boolean[] {true, false}) {
        assertThat(new Frame(most, 23, unicode).draw("", totals, now))
            .allMatch(line -> BarText.columns(line) <= most);
      }
    }
  }

  @Test
  void lowTerminalsShowTheTotalOnly() {
    someWork();

    assertThat(new Frame(120, 1, false).draw("", totals, now)).hasSize(1);
  }

  @Test
  void namesOfTwoColumnLettersAreMeasured() {
    assertThat(BarText.columns("\u6587\u4ef6.txt")).isEqualTo(8);
    assertThat(BarText.shorten("abc/\u6587\u4ef6\u6587\u4ef6.txt", 10))
        .isEqualTo("..." + "\u4ef6.txt");
    assertThat(BarText.columns("e\u0301")).isEqualTo(1);
  }

  @Test
  void framesAreDrawnOverOneAnotherAndLeaveNothing() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AtomicInteger columns = new AtomicInteger(81);
    BarsView bars =
        new BarsView(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new Terminal(false, () -> new Terminal.Size(columns.get(), 24)),
            "",
            0);
    someWork();
    bars.update(totals, now);
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith(" 25% [").doesNotContain("\033[1A");

    out.reset();
    now += 2 * SECOND;
    columns.set(41); // each line of the frame before takes two rows now
    bars.update(totals, now);
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("\r\033[3A");

    out.reset();
    bars.clear();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\r\033[1A\033[J");
    out.reset();
    bars.clear();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
