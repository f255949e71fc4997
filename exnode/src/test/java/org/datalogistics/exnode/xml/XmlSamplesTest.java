package org.datalogistics.exnode.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.datalogistics.exnode.CapabilityUris;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Location;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.Mode;
import org.datalogistics.exnode.Samples;
import org.datalogistics.exnode.TypedValue;
import org.junit.jupiter.api.Test;

class XmlSamplesTest {

  private final XmlExNodeCodec codec = new XmlExNodeCodec();

  @Test
  void twoReplicasAreReadWithAllTheirValues() throws Exception {
    ExNode exNode = codec.read(Samples.bytes(Samples.TWO_REPLICAS));

    assertThat(exNode.name()).isEqualTo("notes.txt");
    assertThat(exNode.mode()).isEqualTo(Mode.FILE);
    assertThat(exNode.size()).isEqualTo(300);
    assertThat(exNode.created()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
    assertThat(exNode.modified()).isNull();
    assertThat(exNode.metadata()).isEqualTo(Metadata.EMPTY.with("lorsversion", TypedValue.of(2.0)));
    assertThat(exNode.extents()).hasSize(3).allMatch(Extent::isWellFormed);
    Extent whole = exNode.extents().get(0);
    assertThat(whole)
        .isEqualTo(
            Extent.builder(0, 300)
                .capabilities(
                    new CapabilityUris(
                        "ibp://depot1.example.org:6714/1#aaaa/11/READ",
                        "ibp://depot1.example.org:6714/1#bbbb/11/WRITE",
                        "ibp://depot1.example.org:6714/1#cccc/11/MANAGE"))
                .lifetime(
                    Instant.parse("2030-01-01T00:00:00Z"), Instant.parse("2030-01-02T00:00:00Z"))
                .build());
    Extent trimmed = exNode.extents().get(2);
    assertThat(trimmed.location()).contains(new Location("depot3.example.org", 6714));
    assertThat(trimmed.write()).isNull();
    assertThat(trimmed.positionInAllocation(100)).isEqualTo(20);
    assertThat(trimmed.allocLength()).isEqualTo(220);
  }

  @Test
  void nestedFunctionsAreReadInTheOrderOfTheirApplication() throws Exception {
    Extent extent = codec.read(Samples.bytes(Samples.CHECKSUM_DES)).extents().get(0);

    assertThat(extent.functions().steps())
        .containsExactly(
            ConditioningStep.of("checksum", 49), ConditioningStep.of("des_encrypt", 58, "W^ilxlk"));
    assertThat(extent.e2eBlockSize()).isEqualTo(16);
    assertThat(extent.allocLength()).isEqualTo(100);
    assertThat(extent.isWellFormed()).isTrue();
  }

  @Test
  void whatIsWrittenOfASampleIsTheSampleByteForByte() throws Exception {
    for (String sample : new String[] {Samples.TWO_REPLICAS, Samples.CHECKSUM_DES}) {
      String written =
          new String(codec.write(codec.read(Samples.bytes(sample))), StandardCharsets.UTF_8);

      String expected = Samples.text(sample);
      if (!expected.contains("name=\"mode\"")) {
        written =
            written.replace(
                "  <exnode:metadata name=\"mode\" type=\"string\">file</exnode:metadata>\n", "");
      }
      assertThat(written).isEqualTo(expected);
    }
  }
}
