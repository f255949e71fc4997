package org.datalogistics.lors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.plan.ExtentState;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.listing.ListedExtent;
import org.datalogistics.testkit.SeededRandom;
import org.junit.jupiter.api.Test;

class SliceMapTest {
  private final List<ListedExtent> listed = new ArrayList<>();

  private void extent(int depot, long offset, long length, ExtentState state) {
    String cap = "ibp://d:" + depot + "/0#k" + listed.size() + "/1/";
    Extent extent =
        Extent.builder(offset, length)
            .capabilities(cap + "READ", cap + "WRITE", cap + "MANAGE")
            .build();
    DepotAddress address = new DepotAddress("d", depot);
    listed.add(new ListedExtent(listed.size(), extent, address, state, null, null, null));
  }

  private List<String> draw(long size, int columns) {
    ExNode exNode =
        ExNode.builder("f")
            .size(size)
            .extents(listed.stream().map(ListedExtent::extent).toList())
            .build();
    return new SliceMap(columns, false).draw(exNode, listed);
  }

  @Test
  void depotsHolesAndLossesAreDrawn() {
    extent(1, 0, 50, ExtentState.LIVE);
    extent(2, 0, 25, ExtentState.LIVE);
    extent(2, 25, 25, ExtentState.DEAD);
    extent(3, 60, 20, ExtentState.UNREACHABLE);
    extent(3, 90, 10, ExtentState.LIVE);

    assertThat(draw(100, 30))
        .containsExactly(
            "d:1    |##########          |",
            "d:2    |#####xxxxx          |",
            "d:3    |            ????  ##|",
            "copies |2222211111!!!!!!!!11|",
            "        0       50 B   100 B");
  }

  @Test
  void partsThatAreHeldInPartDifferFromWholeOnes() {
    extent(1, 0, 15, ExtentState.UNKNOWN);

    assertThat(draw(200, 30).get(0)).isEqualTo("d:1    |#+                  |");
    assertThat(draw(200, 30).get(1)).isEqualTo("copies |1!!!!!!!!!!!!!!!!!!!|");
  }

  @Test
  void linesFitWhateverTheFile() {
    SeededRandom random = new SeededRandom(5);
    for (int run = 0; run < 200; run++) {
      listed.clear();
      long size = 1 + random.nextLong(1L << random.nextInt(62));
      for (int i = 0; i < 10; i++) {
        long offset = random.nextLong(size);
        extent(
            i + 1, offset, 1 + random.nextLong(size - offset), random.pick(ExtentState.values()));
      }
      int columns = 20 + random.nextInt(200);

      assertThat(draw(size, columns)).allMatch(line -> line.length() <= columns);
    }
  }

  @Test
  void anEmptyFileHasNothingToDraw() {
    assertThat(draw(0, 80)).containsExactly("an empty file");
  }
}
