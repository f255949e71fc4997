package org.datalogistics.setup.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Location;
import org.datalogistics.setup.demo.SliceTable.Column;
import org.datalogistics.setup.term.Terminal;
import org.junit.jupiter.api.Test;

class SliceTableTest {
  private static final Location A = new Location("127.0.0.1", 6001);
  private static final Location B = new Location("127.0.0.1", 6002);
  private static final List<Column> COLUMNS = List.of(new Column("A", A), new Column("B", B));

  private static Slice slice(long offset, long length, Location... holders) {
    return new Slice(new ByteRange(offset, length), Set.of(holders));
  }

  private static SliceTable table(boolean symbols, int width) {
    return new SliceTable(new Terminal(false, false, symbols, width), COLUMNS);
  }

  @Test
  void aLinePerSliceShowsWhichDepotHoldsIt() {
    List<String> lines = table(true, 80).lines(List.of(slice(0, 1024, A, B), slice(1024, 10, B)));

    assertThat(lines)
        .containsExactly(
            "      slice      from      size   A     B",
            "          1         0     1 KiB   ■■    ■■",
            "          2     1 KiB      10 B   ·     ■■",
            "────────────────────────────────────────────",
            "          2               1 KiB   1     2");
  }

  @Test
  void withoutUnicodeItIsDrawnInAscii() {
    List<String> lines = table(false, 80).lines(List.of(slice(0, 10, A)));

    assertThat(lines).contains("          1         0      10 B   ##    .");
    assertThat(String.join("", lines)).matches("\\p{ASCII}*");
  }

  @Test
  void aThousandSlicesFitAScreenWithTheirNumbersPerDepot() {
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      slices.add(slice(i * 1024L, 1024, i % 2 == 0 ? A : B));
    }

    List<String> lines = table(true, 80).lines(slices);

    assertThat(lines).hasSizeLessThan(30);
    assertThat(lines.get(1)).isEqualTo("       1-42         0    42 KiB   ■ 21  ■ 21");
    assertThat(lines.get(lines.size() - 1)).endsWith("500   500");
  }

  @Test
  void aNarrowTerminalGetsNarrowLines() {
    List<String> lines = table(true, 40).lines(List.of(slice(0, 1024, A, B)));

    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(37));
  }

  @Test
  void slicesAreTheExtentsOfTheExNodeTogether() {
    ExNode exNode =
        ExNode.builder("file")
            .extents(List.of(extent(1024, B), extent(0, A), extent(0, B)))
            .build();

    assertThat(Slice.of(exNode)).containsExactly(slice(0, 1024, A, B), slice(1024, 1024, B));
  }

  private static Extent extent(long offset, Location depot) {
    String key = "ibp://" + depot + "/key/1/";
    return Extent.builder(offset, 1024)
        .capabilities(key + "READ", key + "WRITE", key + "MANAGE")
        .build();
  }
}
