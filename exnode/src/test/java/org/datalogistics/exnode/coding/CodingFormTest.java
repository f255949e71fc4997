package org.datalogistics.exnode.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.FunctionChain;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.ParitySlice;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.exnode.TypedValue.MetaValue;
import org.datalogistics.exnode.format.ExNodes;
import org.datalogistics.exnode.json.UefCodec;
import org.datalogistics.exnode.xml.XmlExNodeCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodingFormTest {

  private static final ExNode CODED =
      ExNode.builder("f")
          .size(25L)
          .codingGroups(
              List.of(
                  new CodingGroup(
                      4,
                      1,
                      new ByteRange(0, 25),
                      10,
                      List.of(
                          new ParitySlice(
                              0,
                              Extent.builder(0, 10)
                                  .allocLength(43)
                                  .conditioned(
                                      10, FunctionChain.of(ConditioningStep.of("checksum", 43)))
                                  .capabilities("ibp://a.example.org:6714/1#k/1/READ", null, null)
                                  .build())))))
          .build();

  private static Metadata entry() {
    return meta(CodingForm.metadataWithGroups(CODED), CodingForm.ENTRY);
  }

  private static Metadata meta(Metadata metadata, String name) {
    return ((MetaValue) metadata.entries().get(name)).entries();
  }

  private static ExNode withEntry(Metadata entry) {
    return ExNode.builder("f").metadata(CodingForm.ENTRY, TypedValue.of(entry)).build();
  }

  /** The entry with its only group changed. */
  private static Metadata changedGroup(UnaryOperator<Metadata> change) {
    Metadata group = change.apply(meta(meta(entry(), "groups"), "0"));
    return entry().with("groups", TypedValue.of(Metadata.of(Map.of("0", TypedValue.of(group)))));
  }

  @Test
  void groupsBecomeAnEntryAndAreFoundAgain() {
    ExNode read = CodingForm.withGroupsOfMetadata(withEntry(entry()));

    assertThat(read.codingGroups()).isEqualTo(CODED.codingGroups());
    assertThat(read.metadata().get(CodingForm.ENTRY)).isNull();
  }

  @Test
  void anEntryOfALaterVersionIsKeptAndNotUsed() throws Exception {
    Metadata later = entry().with("version", TypedValue.of(2)).with("groups", "elsewhere");
    ExNode exNode = withEntry(later);

    ExNode read = new XmlExNodeCodec().read(new XmlExNodeCodec().write(exNode));

    assertThat(read.codingGroups()).isEmpty();
    assertThat(read.metadata()).isEqualTo(exNode.metadata());
  }

  @ParameterizedTest
  @CsvSource({
    "data_slices, 0",
    "data_slices, 256",
    "data_slices, -1",
    "data_slices, 4294967300",
    "parity_slices, 0",
    "parity_slices, 300",
    "offset, -1",
    "length, 0",
    "length, 41",
    "slice_length, 0",
    "slice_length, 9",
    "slice_length, 4611686018427387904"
  })
  void nonsenseInAGroupIsRefused(String name, long value) {
    Metadata entry = changedGroup(group -> group.with(name, TypedValue.of(value)));

    assertRefused(entry);
  }

  @Test
  void missingOrMistypedEntriesAreRefused() {
    for (String name : List.of("code", "data_slices", "offset", "length", "slice_length")) {
      assertRefused(changedGroup(group -> group.without(name)));
      assertRefused(changedGroup(group -> group.with(name, TypedValue.of(Metadata.EMPTY))));
    }
    assertRefused(changedGroup(group -> group.with("slices", "none")));
    Metadata slice = meta(meta(meta(meta(entry(), "groups"), "0"), "slices"), "0");
    for (String name : List.of("1x", "-1", "", "1234567890", "00")) {
      Metadata slices = Metadata.of(Map.of("0", TypedValue.of(slice), name, TypedValue.of(slice)));
      assertRefused(changedGroup(group -> group.with("slices", TypedValue.of(slices))));
    }
    for (String name : List.of("index", "slice_offset", "logical_length", "alloc_offset")) {
      Metadata slices = Metadata.of(Map.of("0", TypedValue.of(slice.without(name))));
      assertRefused(changedGroup(group -> group.with("slices", TypedValue.of(slices))));
    }
  }

  @Test
  void overlappingGroupsAreRefused() {
    TypedValue group = TypedValue.of(meta(meta(entry(), "groups"), "0"));

    assertRefused(
        entry().with("groups", TypedValue.of(Metadata.of(Map.of("0", group, "1", group)))));
  }

  private static void assertRefused(Metadata entry) {
    assertThatThrownBy(() -> CodingForm.withGroupsOfMetadata(withEntry(entry)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void documentsWithNonsenseAreRefusedByTheReaders() {
    byte[] xml =
        new String(new XmlExNodeCodec().write(CODED), StandardCharsets.US_ASCII)
            .replace("type=\"integer\">4<", "type=\"integer\">400<")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] json =
        new String(new UefCodec().write(CODED), StandardCharsets.UTF_8)
            .replace("\"data_slices\":4", "\"data_slices\":400")
            .getBytes(StandardCharsets.UTF_8);

    for (byte[] document : List.of(xml, json)) {
      assertThatThrownBy(() -> ExNodes.read(document))
          .isInstanceOf(ExNodeFormatException.class)
          .hasMessageContaining("400");
    }
  }

  @Test
  void xmlHoldsNothingThatTheCToolsRefuseOrFallOver() {
    String xml = new String(new XmlExNodeCodec().write(CODED), StandardCharsets.US_ASCII);

    assertThat(xml)
        .contains("<exnode:metadata name=\"erasure\" type=\"meta\">")
        .contains("<exnode:metadata name=\"code\" type=\"string\">rs-cauchy-8</exnode:metadata>")
        .doesNotContain("type=\"string\"><")
        .doesNotContain("<exnode:mapping>");
  }

  @Test
  void theExampleOfTheSpecificationIsReadInBothForms() throws Exception {
    String page = Files.readString(Path.of("../docs/erasure-coding.md"));
    String xml = page.substring(page.indexOf("<?xml"), page.indexOf("</exnode>") + 9);
    int start = page.indexOf("\"erasure\": {");
    String json = "{" + page.substring(start, page.indexOf("```", start)) + "}";

    ExNode fromXml = ExNodes.read(xml.getBytes(StandardCharsets.UTF_8));
    ExNode fromJson = ExNodes.read(json.getBytes(StandardCharsets.UTF_8));

    assertThat(fromXml.codingGroups())
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.dataSlices()).isEqualTo(3);
              assertThat(group.paritySlices()).isEqualTo(2);
              assertThat(group.range()).isEqualTo(new ByteRange(0, 20));
              assertThat(group.sliceLength()).isEqualTo(8);
              assertThat(group.parity(0)).singleElement().matches(Extent::isWellFormed);
            });
    assertThat(fromJson.codingGroups()).isEqualTo(fromXml.codingGroups());
  }
}
