package org.datalogistics.exnode.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datalogistics.exnode.json.JsonDocuments.READ;
import static org.datalogistics.exnode.json.JsonDocuments.bytes;
import static org.datalogistics.exnode.json.JsonDocuments.read;
import static org.datalogistics.exnode.json.JsonDocuments.readAnyExtent;
import static org.datalogistics.exnode.json.JsonDocuments.readExtent;

import java.time.Instant;
import java.util.List;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.Location;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.Mode;
import org.datalogistics.exnode.ParseLimits;
import org.datalogistics.exnode.Samples;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.exnode.TypedValue.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the known writers write and readers have to take (exNode spec 5.7, 6.2). */
class JsonToleranceTest {

  @Test
  void theDocumentOfADirectoryIsReadWithAllItsValues() throws Exception {
    ExNode exNode = JsonExNodeCodec.read(Samples.bytes(Samples.UNIS_FILE), ParseLimits.DEFAULT);

    assertThat(exNode.name()).isEqualTo("notes.txt");
    assertThat(exNode.size()).isEqualTo(300);
    assertThat(exNode.created()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
    assertThat(exNode.parent()).isEqualTo("http://unis.example.org:8890/exnodes/dir-1");
    assertThat(exNode.id()).hasValue("1c0e8a52-0000-4000-8000-000000000001");
    assertThat(exNode.metadata().entries())
        .containsOnlyKeys("id", "selfRef", "owner", "group", "permission");
    Extent extent = exNode.extents().get(0);
    assertThat(extent.id()).hasValue("1c0e8a52-0000-4000-8000-0000000000a1");
    assertThat(extent.metadata().entries()).containsOnlyKeys("id", "selfRef");
    assertThat(extent.end()).isEqualTo(Instant.parse("2030-01-02T00:00:00Z"));
    assertThat(extent.location()).hasValue(new Location("depot1.example.org", 6714));
  }

  @Test
  void aDocumentOfTheCToolsIsRead() throws Exception {
    ExNode exNode = JsonExNodeCodec.read(Samples.bytes(Samples.C_UPLOAD), ParseLimits.DEFAULT);

    assertThat(exNode.parent()).isNull();
    assertThat(exNode.modified()).isEqualTo(Instant.ofEpochSecond(1_700_000_001));
    assertThat(exNode.extents().get(0).location())
        .hasValue(new Location("depot1.example.org", 6714));
    assertThat(exNode.extents().get(0).allocLength()).isEqualTo(300);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "1700000000 | 2023-11-14T22:13:20Z",
        "1700000000123 | 2023-11-14T22:13:20.123Z",
        "1700000000123456 | 2023-11-14T22:13:20.123456Z",
        "1700000000.9 | 2023-11-14T22:13:20Z",
        "'1700000000' | 2023-11-14T22:13:20Z",
        "'1700000000000000' | 2023-11-14T22:13:20Z",
        "'2023-11-14T22:13:20Z' | 2023-11-14T22:13:20Z",
        "'2023-11-14T23:13:20+01:00' | 2023-11-14T22:13:20Z",
        "'2023-11-14 22:13:20' | 2023-11-14T22:13:20Z",
        "'2023-11-14 22:13:20.123456' | 2023-11-14T22:13:20.123456Z",
        "0 |",
        "-1 |",
        "null |",
        "'' |",
        "'yesterday' |",
        "'2023-02-30 00:00:00' |",
        "{} |",
        "[1] |",
        "true |"
      })
  void timesAreToldApart(String json, Instant expected) throws Exception {
    assertThat(read("{'created': " + json + "}").created()).isEqualTo(expected);
  }

  @Test
  void ofSeveralLifetimesTheOneThatEndsLastCounts() throws Exception {
    Extent extent =
        readExtent(
            "'lifetimes': [{'start': '2030-01-01 00:00:00', 'end': '2030-01-02 00:00:00'}, {'start': '2030-02-01 00:00:00', 'end': '2030-02-02 00:00:00'}, {'end': 'never'}, 7]");

    assertThat(extent.start()).isEqualTo(Instant.parse("2030-02-01T00:00:00Z"));
    assertThat(extent.end()).isEqualTo(Instant.parse("2030-02-02T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'lifetimes': {'start': '2030-01-01 00:00:00', 'end': '2030-01-02 00:00:00'}",
        "'lifetime': {'start': '1893456000000000', 'end': '1893542400000000'}",
        "'lifetime': {'start': '2030-01-01T00:00:00Z', 'end': '2030-01-02T00:00:00Z'}"
      })
  void lifetimesOfOtherWritersAreUnderstood(String lifetime) throws Exception {
    Extent extent = readExtent(lifetime);

    assertThat(extent.start()).isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
    assertThat(extent.end()).isEqualTo(Instant.parse("2030-01-02T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "'lifetimes': []",
        "'lifetimes': null",
        "'lifetime': 'long'",
        "'lifetimes': {'start': '1970-01-01 00:00:00', 'end': '1970-01-01 00:00:00'}"
      })
  void aLifetimeThatSaysNothingIsUnknown(String lifetime) throws Exception {
    assertThat(readExtent(lifetime).end()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null|",
        "''|",
        "{'href': '', 'rel': 'full'}|",
        "{}|",
        "'dir-1'|dir-1",
        "'http://u/exnodes/d'|http://u/exnodes/d",
        "{'href': 'http://u/exnodes/d'}|http://u/exnodes/d"
      },
      quoteCharacter = '~')
  void parentsInAnyShapeAreUnderstood(String json, String expected) throws Exception {
    assertThat(read("{'parent': " + json + "}").parent()).isEqualTo(expected);
  }

  @Test
  void extentsMayBeInlineLinksOrMissing() throws Exception {
    ExNode mixed =
        read(
            "{'extents': [{'href': 'http://u/extents/1', 'rel': 'full'}, 'http://u/extents/2', {'offset': 0, 'size': 1, 'mapping': {'read': '"
                + READ
                + "'}}]}");

    assertThat(mixed.extentLinks()).containsExactly("http://u/extents/1", "http://u/extents/2");
    assertThat(mixed.extents()).hasSize(1);
    assertThat(read("{}").extents()).isEmpty();
    assertThat(read("{'extents': null}").extents()).isEmpty();
  }

  @Test
  void aFetchedExtentTakesThePlaceOfItsLink() throws Exception {
    ExNode linked =
        read("{'size': 10, 'extents': [{'href': 'http://u/extents/1', 'rel': 'full'}]}");
    Extent fetched =
        JsonExNodeCodec.readExtent(
            bytes("[{'id': '1', 'offset': 0, 'size': 10, 'mapping': {'read': '" + READ + "'}}]"),
            ParseLimits.DEFAULT);

    ExNode whole = linked.withFetchedExtents(List.of(fetched));

    assertThat(whole.extentLinks()).isEmpty();
    assertThat(whole.extents()).containsExactly(fetched);
    assertThat(fetched.id()).hasValue("1");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "'alloc_offset': 100 | 0",
        "'alloc_offset': 100, 'alloc_length': 200 | 0",
        "'alloc_offset': 5 | 0",
        "'alloc_offset': 5, 'alloc_length': 14 | 0",
        "'alloc_offset': 5, 'alloc_length': 15 | 5",
        "'alloc_offset': 100, 'alloc_length': 200, 'functions': [] | 100"
      })
  void anOffsetInTheAllocationCountsOnlyWhereItCanBeOne(String properties, long expected)
      throws Exception {
    assertThat(readExtent(properties).allocOffset()).isEqualTo(expected);
  }

  @Test
  void theCapabilitySaysWhereTheDepotIsUnlessItSaysNowhere() throws Exception {
    Location named = new Location("depot1.example.org", 6714);

    assertThat(readExtent("'location': 'ibp://'").location()).hasValue(named);
    assertThat(readExtent("'location': 'ibp://other.example.org:1'").location()).hasValue(named);
    Extent nowhere =
        readAnyExtent(
            "'offset': 0, 'size': 1, 'location': 'ibp://other.example.org:1', 'mapping': {'read': 'ibp://0.0.0.0:6714/1#a/1/READ'}");
    assertThat(nowhere.read()).isEqualTo("ibp://other.example.org:6714/1#a/1/READ");
  }

  @Test
  void anExtentWithoutReadCapabilityIsListed() throws Exception {
    Extent extent =
        readAnyExtent(
            "'offset': 0, 'size': 1, 'location': 'ibp://other.example.org:1', 'mapping': {'read': '', 'write': null}");

    assertThat(extent.read()).isNull();
    assertThat(extent.metadata().string("location")).hasValue("ibp://other.example.org:1");
    assertThat(readAnyExtent("'offset': 0, 'size': 1").capabilities().location()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"300", "'300'", "300.0", "3e2"})
  void sizesMayBeStringsOrFloatingNumbers(String size) throws Exception {
    assertThat(read("{'size': " + size + "}").size()).isEqualTo(300);
  }

  @Test
  void unknownPropertiesAreKept() throws Exception {
    ExNode exNode =
        read(
            "{'a': 1, 'b': 1.5, 'c': 'x', 'd': {'e': {}}, 'f': true, 'g': null, 'h': [1, {'i': 1e400}], 'j': 18446744073709551616}");

    assertThat(exNode.metadata())
        .isEqualTo(
            Metadata.EMPTY
                .with("a", TypedValue.of(1))
                .with("b", TypedValue.of(1.5))
                .with("c", "x")
                .with("d", TypedValue.of(Metadata.EMPTY.with("e", TypedValue.of(Metadata.EMPTY))))
                .with("f", new JsonValue("true"))
                .with("g", new JsonValue("null"))
                .with("h", new JsonValue("[1,{\"i\":1E+400}]"))
                .with("j", new JsonValue("18446744073709551616")));
  }

  @Test
  void anExtentOfAnotherStoreKeepsItsSchema() throws Exception {
    String ceph = "http://unis.crest.iu.edu/schema/exnode/ext/1/ceph#";

    assertThat(readExtent("'$schema': '" + ceph + "'").metadata().string("$schema")).hasValue(ceph);
    assertThat(
            readExtent("'$schema': 'http://unis.crest.iu.edu/schema/exnode/6/extent#'")
                .metadata()
                .isEmpty())
        .isTrue();
  }

  @Test
  void aDirectoryIsRead() throws Exception {
    ExNode directory =
        read("{'name': 'data', 'mode': 'directory', 'size': 0, 'parent': null, 'children': []}");

    assertThat(directory.mode()).isEqualTo(Mode.DIRECTORY);
    assertThat(directory.effectiveSize()).isZero();
  }
}
