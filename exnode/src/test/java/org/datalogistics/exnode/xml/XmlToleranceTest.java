package org.datalogistics.exnode.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.datalogistics.exnode.xml.XmlDocuments.READ;
import static org.datalogistics.exnode.xml.XmlDocuments.capabilities;
import static org.datalogistics.exnode.xml.XmlDocuments.document;
import static org.datalogistics.exnode.xml.XmlDocuments.geometry;
import static org.datalogistics.exnode.xml.XmlDocuments.mapping;
import static org.datalogistics.exnode.xml.XmlDocuments.metadata;
import static org.datalogistics.exnode.xml.XmlDocuments.read;
import static org.datalogistics.exnode.xml.XmlDocuments.readMapping;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.Samples;
import org.datalogistics.exnode.TypedValue;
import org.junit.jupiter.api.Test;

/** What has to be accepted (exNode spec 2.1). */
class XmlToleranceTest {

  @Test
  void capabilitiesMayComeBeforeTheMetadata() throws Exception {
    assertThat(readMapping(capabilities(), geometry()))
        .isEqualTo(readMapping(geometry(), capabilities()));
  }

  @Test
  void mappingsMayComeBeforeTheMetadata() throws Exception {
    ExNode exNode =
        read(document(mapping(geometry(), capabilities()), metadata("filename", "string", "f")));

    assertThat(exNode.name()).isEqualTo("f");
    assertThat(exNode.extents()).hasSize(1);
  }

  @Test
  void theRootMayBeInTheNamespace() throws Exception {
    ExNode expected = read(Samples.text(Samples.TWO_REPLICAS));
    String inside =
        Samples.text(Samples.TWO_REPLICAS)
            .replace("<exnode ", "<exnode:exnode ")
            .replace("</exnode>", "</exnode:exnode>");

    assertThat(read(inside)).isEqualTo(expected);
  }

  @Test
  void anyPrefixOrNoneMayStandForTheNamespace() throws Exception {
    String sample = Samples.text(Samples.TWO_REPLICAS);
    ExNode expected = read(sample);

    assertThat(read(sample.replace("exnode:", "e:").replace("xmlns:exnode", "xmlns:e")))
        .isEqualTo(expected);
    assertThat(
            read(
                sample
                    .replace("exnode:metadata", "metadata")
                    .replace("exnode:mapping", "mapping")
                    .replaceAll("exnode:(read|write|manage)", "$1")
                    .replace("xmlns:exnode", "xmlns")))
        .isEqualTo(expected);
  }

  @Test
  void theDeclarationMayStateAnEncodingOrBeMissing() throws Exception {
    String sample = Samples.text(Samples.TWO_REPLICAS).replace("notes.txt", "n\u00f6tes.txt");
    String latin = sample.replace("version=\"1.0\"", "version=\"1.0\" encoding=\"ISO-8859-1\"");

    assertThat(new XmlExNodeCodec().read(latin.getBytes(StandardCharsets.ISO_8859_1)).name())
        .isEqualTo("n\u00f6tes.txt");
    assertThat(read(sample.replace("<?xml version=\"1.0\"?>\n", "")).name())
        .isEqualTo("n\u00f6tes.txt");
  }

  @Test
  void commentsCdataAndMissingWhiteSpaceDoNotMatter() throws Exception {
    String sample = Samples.text(Samples.TWO_REPLICAS);
    ExNode expected = read(sample);

    assertThat(read(sample.replace(">notes.txt<", "><!-- a -->notes<![CDATA[.txt]]><?pi?><")))
        .isEqualTo(expected);
    assertThat(read(sample.replaceAll(">\\s+<", "><"))).isEqualTo(expected);
  }

  @Test
  void unknownElementsAreIgnoredAtTheRootAndInMappings() throws Exception {
    String unknown =
        "<exnode:future a=\"b\"><exnode:metadata/><deep>x</deep></exnode:future><other/>";

    assertThat(readMapping(unknown, geometry(), capabilities()))
        .isEqualTo(readMapping(geometry(), capabilities()));
    assertThat(read(document(unknown))).isEqualTo(read(document()));
  }

  @Test
  void aDocumentWithoutAnyMetadataIsRead() throws Exception {
    ExNode exNode = read(document(mapping(geometry(), capabilities())));

    assertThat(exNode.name()).isEmpty();
    assertThat(exNode.size()).isNull();
    assertThat(exNode.effectiveSize()).isEqualTo(10);
    assertThat(exNode.metadata().isEmpty()).isTrue();
  }

  @Test
  void lifeAllocationLengthAndBlockSizeMayBeMissing() throws Exception {
    assertThat(readMapping(geometry(), capabilities()))
        .isEqualTo(Extent.builder(0, 10).capabilities(READ, null, null).build());
  }

  @Test
  void missingEmptyAndSelfClosedCapabilitiesAreWithheld() throws Exception {
    Extent missing = readMapping(geometry(), "<exnode:read>" + READ + "</exnode:read>");

    assertThat(missing).isEqualTo(readMapping(geometry(), capabilities()));
    assertThat(missing.manage()).isNull();
  }

  @Test
  void integersMayHaveWhiteSpaceAround() throws Exception {
    assertThat(readMapping(geometry().replace(">10<", ">\n 10 <"), capabilities()).length())
        .isEqualTo(10);
  }

  @Test
  void ofAMetadataNameGivenTwiceTheLastValueStays() throws Exception {
    ExNode exNode =
        read(
            document(
                metadata("a", "integer", "1"),
                metadata("a", "string", "b"),
                metadata("Version", "integer", "3"),
                metadata("Version", "double", "3.5")));

    assertThat(exNode.metadata()).isEqualTo(Metadata.EMPTY.with("a", "b"));
  }

  @Test
  void identityMeansNoConditioning() throws Exception {
    assertThat(readMapping(geometry(), "<exnode:function name=\"identity\"/>", capabilities()))
        .isEqualTo(readMapping(geometry(), capabilities()));
  }

  @Test
  void emptyStringsAreReadAndNotWritten() throws Exception {
    ExNode exNode =
        read(document(metadata("parent", "string", ""), metadata("status", "string", "")));

    assertThat(exNode.parent()).isNull();
    assertThat(new String(new XmlExNodeCodec().write(exNode), StandardCharsets.US_ASCII))
        .doesNotContain("parent", "status");
  }

  @Test
  void typedValuesOfAllKindsAreKept() throws Exception {
    ExNode exNode =
        read(
            document(
                metadata("d", "double", " 0.82 "),
                metadata("i", "integer", "-9223372036854775808"),
                metadata("s", "string", " a &amp; &#252; &lt;"),
                metadata(
                    "Type",
                    "meta",
                    "\n" + metadata("Name", "string", "logical_file") + "<exnode:other/>")));

    assertThat(exNode.metadata().entries())
        .containsOnly(
            entry("d", TypedValue.of(0.82)),
            entry("i", TypedValue.of(Long.MIN_VALUE)),
            entry("s", TypedValue.of(" a & \u00fc <")),
            entry("Type", TypedValue.of(Metadata.EMPTY.with("Name", "logical_file"))));
  }

  @Test
  void theOlderNameOfTheSizeCountsWhereThereIsNoOther() throws Exception {
    String older = metadata("original_filesize", "integer", "7");

    assertThat(read(document(older)).size()).isEqualTo(7);
    assertThat(read(document(older, metadata("size", "integer", "8"))).size()).isEqualTo(8);
    assertThat(read(document(older)).metadata().integer("original_filesize")).hasValue(7);
  }

  @Test
  void aCreationTimeThatIsNoNumberIsKeptAsItIs() throws Exception {
    ExNode exNode = read(document(metadata("created", "string", "last Tuesday")));

    assertThat(exNode.created()).isNull();
    assertThat(exNode.metadata().string("created")).hasValue("last Tuesday");
  }

  @Test
  void recordedEndsThatToolsMakeUpAreUnknown() throws Exception {
    String start = metadata("start", "string", "2030-01-01 00:00:00");

    assertThat(
            readMapping(geometry(), start, metadata("end", "string", "2030-01-01 00:00:00")).end())
        .isNull();
    assertThat(
            readMapping(geometry(), start, metadata("end", "string", "1970-01-01 01:00:00")).end())
        .isNull();
    assertThat(readMapping(geometry(), start, metadata("end", "string", "soon")).end()).isNull();
    assertThat(
            readMapping(geometry(), start, metadata("end", "string", "2030-01-01 00:00:01")).end())
        .isEqualTo(Instant.parse("2030-01-01T00:00:01Z"));
  }

  @Test
  void functionMetadataAndUnknownFunctionsAreKept() throws Exception {
    Extent extent =
        readMapping(
            geometry(),
            "<exnode:function name=\"new\"><exnode:metadata name=\"m\" type=\"integer\">1</exnode:metadata><exnode:argument name=\"blocksize\" type=\"integer\">5</exnode:argument></exnode:function>",
            capabilities());

    assertThat(extent.functions().steps())
        .containsExactly(
            new ConditioningStep(
                "new",
                ConditioningStep.of("new", 5).arguments(),
                Metadata.EMPTY.with("m", TypedValue.of(1))));
  }

  @Test
  void aMalformedMappingIsKeptAndFlagged() throws Exception {
    ExNode exNode = read(document(mapping(geometry().replace(">10<", ">-10<"), capabilities())));

    assertThat(exNode.extents().get(0).defect()).hasValue("the length -10 is not positive");
    assertThat(read(new String(new XmlExNodeCodec().write(exNode), StandardCharsets.US_ASCII)))
        .isEqualTo(exNode);
  }
}
