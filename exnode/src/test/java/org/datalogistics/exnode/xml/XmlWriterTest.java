package org.datalogistics.exnode.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.exnode.TypedValue.JsonValue;
import org.junit.jupiter.api.Test;

/** What C tools need to be able to read (exNode spec 6.3). */
class XmlWriterTest {

  @Test
  void theDocumentHasTheShapeOfTheCTools() throws Exception {
    ExNode exNode =
        ExNode.builder("r\u00e9sum\u00e9 <1>.txt")
            .size(10L)
            .created(Instant.ofEpochSecond(5, 999))
            .metadata("zeta", TypedValue.of(0.5))
            .metadata(
                "Alpha", TypedValue.of(Metadata.EMPTY.with("b", TypedValue.of(1)).with("B", "x")))
            .add(
                Extent.builder(0, 10)
                    .capabilities("ibp://h:1/k/1/READ", null, null)
                    .lifetime(
                        Instant.parse("2030-06-01T12:00:00Z"),
                        Instant.parse("2030-06-02T12:00:00.9Z"))
                    .build())
            .build();

    assertThat(write(exNode))
        .isEqualTo(
            """
            <?xml version="1.0"?>
            <exnode xmlns:exnode="http://loci.cs.utk.edu/exnode">
              <exnode:metadata name="Alpha" type="meta">
                <exnode:metadata name="B" type="string">x</exnode:metadata>
                <exnode:metadata name="b" type="integer">1</exnode:metadata>
              </exnode:metadata>
              <exnode:metadata name="Version" type="string">3.0</exnode:metadata>
              <exnode:metadata name="created" type="integer">5</exnode:metadata>
              <exnode:metadata name="filename" type="string">r&#233;sum&#233; &lt;1&gt;.txt</exnode:metadata>
              <exnode:metadata name="mode" type="string">file</exnode:metadata>
              <exnode:metadata name="size" type="integer">10</exnode:metadata>
              <exnode:metadata name="zeta" type="double">0.500000</exnode:metadata>
              <exnode:mapping>
                <exnode:metadata name="alloc_length" type="integer">10</exnode:metadata>
                <exnode:metadata name="alloc_offset" type="integer">0</exnode:metadata>
                <exnode:metadata name="e2e_blocksize" type="integer">0</exnode:metadata>
                <exnode:metadata name="end" type="string">2030-06-02 12:00:00</exnode:metadata>
                <exnode:metadata name="exnode_offset" type="integer">0</exnode:metadata>
                <exnode:metadata name="logical_length" type="integer">10</exnode:metadata>
                <exnode:metadata name="start" type="string">2030-06-01 12:00:00</exnode:metadata>
                <exnode:read>ibp://h:1/k/1/READ</exnode:read>
                <exnode:write></exnode:write>
                <exnode:manage></exnode:manage>
              </exnode:mapping>
            </exnode>
            """);
  }

  @Test
  void extentsOfLengthZeroAreLeftOut() throws Exception {
    assertThat(write(ExNode.builder("f").add(Extent.builder(5, 0).build()).build()))
        .doesNotContain("mapping");
  }

  @Test
  void whatXmlCannotHoldIsReplacedOrLeftOut() throws Exception {
    ExNode exNode =
        ExNode.builder("a\u0000b\ud800c\uffffd").metadata("flag", new JsonValue("true")).build();

    assertThat(write(exNode)).contains(">a&#65533;b&#65533;c&#65533;d<").doesNotContain("flag");
  }

  @Test
  void aNumberWithMoreThanSixFractionDigitsKeepsThem() throws Exception {
    assertThat(write(ExNode.builder("f").metadata("tiny", TypedValue.of(1e-9)).build()))
        .contains(">0.0000000010<");
  }

  private static String write(ExNode exNode) throws Exception {
    String document = new String(new XmlExNodeCodec().write(exNode), StandardCharsets.UTF_8);
    assertThat(new XmlExNodeCodec().read(document.getBytes(StandardCharsets.UTF_8)).mode())
        .isEqualTo(exNode.mode());
    return document;
  }
}
