package org.datalogistics.exnode.ex3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Mutations;
import org.datalogistics.exnode.ParseLimits;
import org.datalogistics.exnode.format.ExNodes;
import org.datalogistics.exnode.plan.ReplicaMap;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ex3ReaderTest {
  private static final String LINEAR =
      """
      # made by hand
      [exnode]
      name=run42.root
      id=77

      [view]
      default=1
      segment=1

      [segment-1]
      type=linear
      max_block_size=1000
      max_size=2000
      used_size=1700
      block=11:0:0:999:1000
      block=12:1000:40:1999:1000

      [block-11]
      type=ibp
      rid_key=1
      read_cap=ibp\\://a.example.org\\:6714/1#k11/9/READ
      write_cap=ibp://a.example.org:6714/1#w11/9/WRITE
      manage_cap=ibp://a.example.org:6714/1#m11/9/MANAGE

      [block-12]
      type=ibp
      read_cap=ibp://b.example.org:6714/1#k12/9/READ
      """;

  private static String blocks(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("[block-%d]\nread_cap=ibp://d%d.example.org:6714/1#k/9/READ\n".formatted(i, i));
    }
    return text.toString();
  }

  private static final String STRIPED =
      """
      [view]
      segment=5
      [segment-5]
      type=lun
      n_devices=3
      n_shift=1
      chunk_size=10
      used_size=75
      row=0:89:90:0:7:1:0:2:0
      """
          + blocks(3);

  private static final String CODED =
      """
      [view]
      default=9
      [segment-9]
      type=cache
      segment=8
      used_size=35
      [segment-8]
      type=jerasure
      segment=5
      n_data_devs=2
      n_parity_devs=1
      chunk_size=10
      [segment-5]
      type=lun
      n_devices=3
      n_shift=0
      chunk_size=14
      row=0:83:84:0:0:1:0:2:0
      """
          + blocks(3);

  private static ExNode read(String text) throws ExNodeFormatException {
    return new Ex3Reader().read(text.getBytes(UTF_8));
  }

  /** Device and position in its block, for each byte of the file. */
  private static Map<Long, String> places(ExNode exNode) {
    Map<Long, String> places = new HashMap<>();
    for (Extent extent : exNode.extents()) {
      for (long at = extent.offset(); at < extent.range().end(); at++) {
        String host = extent.location().orElseThrow().host();
        String twice = places.put(at, host.charAt(1) + ":" + extent.positionInAllocation(at));
        assertThat(twice).isNull();
      }
    }
    return places;
  }

  @Test
  void blocksInARowBecomeExtentsUpToTheUsedSize() throws Exception {
    ExNode exNode = read(LINEAR);

    assertThat(exNode.name()).isEqualTo("run42.root");
    assertThat(exNode.size()).isEqualTo(1700);
    assertThat(exNode.extents()).extracting(Extent::length).containsExactly(1000L, 700L);
    assertThat(exNode.extents().get(1).allocOffset()).isEqualTo(40);
    assertThat(exNode.extents().get(0).read()).isEqualTo("ibp://a.example.org:6714/1#k11/9/READ");
    assertThat(exNode.extents().get(0).manage()).endsWith("/MANAGE");
    assertThat(exNode.extents().get(1).write()).isNull();
    assertThat(ReplicaMap.of(exNode).coverage().isComplete()).isTrue();
  }

  @Test
  void chunksOfStripesAreFoundOnTheirRotatedDevices() throws Exception {
    Map<Long, String> places = places(read(STRIPED));

    assertThat(places).hasSize(75);
    assertThat(places.get(0L)).isEqualTo("0:7");
    assertThat(places.get(15L)).isEqualTo("1:5");
    // In stripe 1 device 0 holds chunk 1, device 2 chunk 0.
    assertThat(places.get(30L)).isEqualTo("2:10");
    assertThat(places.get(40L)).isEqualTo("0:17");
    assertThat(places.get(74L)).isEqualTo("2:24");
  }

  @Test
  void dataOfErasureCodedSegmentsIsReadPastItsCookies() throws Exception {
    ExNode exNode = read(CODED);
    Map<Long, String> places = places(exNode);

    assertThat(exNode.size()).isEqualTo(35);
    assertThat(places).hasSize(35);
    assertThat(places.get(0L)).isEqualTo("0:4");
    assertThat(places.get(10L)).isEqualTo("1:4");
    assertThat(places.get(20L)).isEqualTo("0:18");
    assertThat(places.values()).noneMatch(place -> place.startsWith("2:"));
  }

  @Test
  void theFormIsTakenForWhatItIs() throws Exception {
    assertThat(ExNodes.read(LINEAR.getBytes(UTF_8)).size()).isEqualTo(1700);
    assertThat(ExNodes.read(STRIPED.getBytes(UTF_8)).size()).isEqualTo(75);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type=linear\nblock=11:0:0:9",
        "type=linear\nblock=11:9:0:0:9",
        "type=linear\nblock=11:0:x:9:10",
        "type=linear\nblock=99:0:0:9:10",
        "type=linear\nblock=11:0:0:9223372036854775807:10",
        "type=log\nlog=2",
        "type=file\nfile=/etc/passwd",
        "type=cache\nsegment=1",
        "type=cache",
        "type=lun\nn_devices=0",
        "type=lun\nn_devices=2\nrow=0:9:10:11:0",
        "type=lun\nn_devices=1\nchunk_size=0",
        "type=lun\nn_devices=1\nchunk_size=1\nrow=0:9999999999:1:11:0",
        "type=lun\nn_devices=1\nchunk_size=10\nrow=5:14:10:11:0",
        "type=jerasure\nsegment=1",
        "name=x"
      })
  void whatMakesNoSenseIsRefusedWithItsPlace(String segment) {
    String document =
        "[view]\ndefault=1\n[segment-1]\n"
            + segment
            + "\n[block-11]\nread_cap=ibp://d:1/k/1/READ\n";

    assertThatThrownBy(() -> read(document))
        .isInstanceOf(ExNodeFormatException.class)
        .hasMessageMatching("(?s).*(segment|block).*");
  }

  @Test
  void capabilitiesNeverComeWithMessages() {
    String document =
        """
        [view]
        default=1
        [segment-1]
        type=linear
        block=11:0:0:9:10
        [block-11]
        read_cap=ibp://d:1/sec ret/1/READ
        """;

    assertThatThrownBy(() -> read(document))
        .isInstanceOf(ExNodeFormatException.class)
        .hasMessageNotContaining("ret");
  }

  @SeededTest(cases = 2000)
  void mutatedDocumentsAreReadOrRefused(SeededRandom random) {
    String seed = random.pick(LINEAR, STRIPED, CODED);
    byte[] document = Mutations.damaged(seed.getBytes(UTF_8), random);
    try {
      new Ex3Reader(new ParseLimits(1 << 20, 8, 10_000, 10_000)).read(document);
    } catch (ExNodeFormatException e) {
      assertThat(e).hasMessageStartingWith("cannot read the exNode");
    }
  }
}
