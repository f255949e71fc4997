package org.datalogistics.lors.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.TransferEvent;
import org.junit.jupiter.api.Test;

class DrawingMessagesTest {
  private static final DepotAddress X = new DepotAddress("x", 1);
  private static final DepotAddress Y = new DepotAddress("y", 2);
  private static final ByteRange RANGE = new ByteRange(5, 10);

  private final List<String> lines = new ArrayList<>();
  private final DrawingMessages drawing = new DrawingMessages(lines::add, () -> 7L << 33);

  private List<String> linesOf(TransferEvent... events) {
    for (TransferEvent event : events) {
      drawing.onEvent(event);
    }
    return lines.stream().map(line -> line.replaceAll(" \\d{6,} ", " ID ")).toList();
  }

  @Test
  void theBeginningSaysWhatIsDrawn() {
    drawing.start("Upload", 20, "data", "data.xnd", 10);

    assertThat(lines)
        .containsExactly(
            "CLEAR",
            "TOOL Upload",
            "SIZE 20",
            "TITLE Filename data",
            "EXNODEFILE data.xnd",
            "MAXLENGTH 10");
  }

  @Test
  void anUploadedBlock() {
    drawing.onEvent(new TransferEvent.Allocated(RANGE, X));
    drawing.onEvent(new TransferEvent.Stored(RANGE, X));

    String id = lines.get(0).split(" ", -1)[2];
    assertThat(lines)
        .containsExactly(
            "DRAW MappingAllocate " + id + " 5 10 x:1",
            "DRAW MappingBegin local " + id + " 5 10 x:1",
            "DRAW Arrow1 fro " + id + " 5 10 x:1",
            "DELETE Arrow1 fro " + id + " 5 10 x:1",
            "DRAW MappingEnd " + id + " 5 10 x:1");
  }

  @Test
  void aDownloadedBlock() {
    assertThat(
            linesOf(
                new TransferEvent.Chosen(RANGE, X, "why"),
                new TransferEvent.Loaded(RANGE, X),
                new TransferEvent.Written(RANGE)))
        .containsExactly(
            "DRAW DLBuffer 5 10",
            "DRAW Arrow2 from x:1 5 10",
            "DELETE Arrow2 from x:1 5 10",
            "DRAW DLSlice x:1 5 10",
            "DRAW Output 5 10 1");
  }

  @Test
  void aBlockFromDepotToDepot() {
    drawing.onEvent(new TransferEvent.Copied(RANGE, X, Y));

    String id = lines.get(0).split(" ", -1)[3];
    assertThat(lines)
        .contains(
            "DRAW Arrow3 from x:1 " + id + " to y:2 1",
            "DELETE Arrow3 from x:1 " + id + " to y:2 1");
  }

  @Test
  void aFailedAttemptTakesItsArrowAway() {
    drawing.onEvent(new TransferEvent.Allocated(RANGE, X));
    drawing.onEvent(new TransferEvent.Failed(RANGE, X, "full"));

    assertThat(lines.get(3)).startsWith("DELETE Arrow1 fro ");
    assertThat(lines.get(4)).isEqualTo("MESSAGE 2 x:1: full");
  }
}
