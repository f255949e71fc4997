package org.datalogistics.exnode.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeCodec;
import org.datalogistics.exnode.ExNodeNotRepresentableException;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.FunctionChain;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.ParseLimits;
import org.datalogistics.exnode.RandomExNodes;
import org.datalogistics.exnode.json.JsonWriteOptions.Conditioned;
import org.datalogistics.exnode.json.UefCodec;
import org.datalogistics.exnode.xml.XmlExNodeCodec;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;

/** From form to form and back (exNode spec 6.5). */
class ConversionTest {
  private static final ExNodeCodec XML = new XmlExNodeCodec();
  private static final ExNodeCodec PLAIN_JSON =
      new UefCodec(Conditioned.REFUSE, ParseLimits.DEFAULT);
  private static final ExNodeCodec FULL_JSON = new UefCodec(Conditioned.WRITE, ParseLimits.DEFAULT);

  /** What of an exNode its bytes depend on: XML has no place for some foreign JSON values. */
  private static List<Extent> extents(ExNode exNode) {
    return exNode.extents().stream()
        .map(
            extent ->
                extent.toBuilder()
                    .metadata(Metadata.EMPTY)
                    .conditioned(extent.e2eBlockSize(), bare(extent.functions()))
                    .build())
        .toList();
  }

  private static FunctionChain bare(FunctionChain chain) {
    return new FunctionChain(
        chain.steps().stream()
            .map(step -> new ConditioningStep(step.name(), step.arguments(), Metadata.EMPTY))
            .toList());
  }

  @SeededTest(cases = 100)
  void whatJsonCanHoldGoesThroughXmlAndBackWithEveryByteInItsPlace(SeededRandom random)
      throws Exception {
    ExNode exNode = new RandomExNodes(random).forConditionedJson();

    ExNode xml = XML.read(XML.write(exNode));
    ExNode back = FULL_JSON.read(FULL_JSON.write(xml));

    for (ExNode converted : List.of(xml, back)) {
      assertThat(extents(converted)).isEqualTo(extents(exNode));
      assertThat(converted.effectiveSize()).isEqualTo(exNode.effectiveSize());
      assertThat(converted.name()).isEqualTo(exNode.name());
      assertThat(converted.created()).isEqualTo(exNode.created());
      assertThat(converted.modified()).isEqualTo(exNode.modified());
      assertThat(converted.codingGroups()).hasSameSizeAs(exNode.codingGroups());
    }
  }

  @SeededTest(cases = 100)
  void whatIsWrittenPlainIsReadBackWithEveryByteInItsPlaceOrRefused(SeededRandom random)
      throws Exception {
    ExNode exNode = new RandomExNodes(random).forXml();
    try {
      ExNode json = PLAIN_JSON.read(PLAIN_JSON.write(exNode));
      assertThat(extents(json)).isEqualTo(extents(exNode));
    } catch (ExNodeNotRepresentableException e) {
      assertThat(exNode.extents()).anyMatch(extent -> !extent.isRaw() || extent.allocOffset() != 0);
    }
  }

  @Test
  void conditionedAndTrimmedMappingsAreRefusedByPlainJson() {
    Extent raw =
        Extent.builder(0, 10).capabilities("ibp://d.example.org:6714/k/1/READ", null, null).build();
    Extent conditioned =
        raw.toBuilder()
            .conditioned(10, FunctionChain.of(ConditioningStep.of("checksum", 43)))
            .allocLength(43)
            .build();
    Extent trimmed = raw.toBuilder().allocOffset(5).allocLength(15).build();

    for (Extent extent : List.of(conditioned, trimmed)) {
      ExNode exNode = ExNode.builder("f").size(10L).add(extent).build();
      assertThatThrownBy(() -> PLAIN_JSON.write(exNode))
          .isInstanceOf(ExNodeNotRepresentableException.class);
    }
  }
}
