package org.datalogistics.exnode.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.ParseLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What has to be refused, with the place and a reason that helps. */
class JsonRefusalTest {

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("", "", "must be an object"),
        Arguments.of("{", "", "not well-formed"),
        Arguments.of("{'a': nul}", "/a", "not well-formed"),
        Arguments.of("{}{}", "", "goes on behind its end"),
        Arguments.of("[]", "", "an array of exactly one"),
        Arguments.of("[{}, {}]", "", "an array of exactly one"),
        Arguments.of("7", "", "must be an object"),
        Arguments.of("{'mode': 'socket'}", "/mode", "file or directory"),
        Arguments.of("{'name': 7}", "/name", "must be a string"),
        Arguments.of("{'size': 1.5}", "/size", "whole number"),
        Arguments.of("{'size': 9223372036854775808}", "/size", "whole number"),
        Arguments.of("{'size': 1e999999999999}", "/size", "whole number"),
        Arguments.of("{'size': -1}", "", "cannot be -1"),
        Arguments.of("{'extents': {}}", "/extents", "must be an array"),
        Arguments.of("{'extents': [7]}", "/extents/0", "an object or a link"),
        Arguments.of(
            "{'extents': [{'offset': 0, 'size': 1}, {'size': 1}]}", "/extents/1", "no offset"),
        Arguments.of("{'extents': [{'offset': 0}]}", "/extents/0", "no size"),
        Arguments.of(
            "{'extents': [{'offset': {}, 'size': 1}]}", "/extents/0/offset", "whole number"),
        Arguments.of(
            "{'extents': [{'offset': 9223372036854775807, 'size': 1}]}",
            "/extents/0",
            "beyond 2^63"),
        Arguments.of(
            "{'extents': [{'offset': 0, 'size': 1, 'mapping': 'x'}]}",
            "/extents/0/mapping",
            "must be an object"),
        Arguments.of(
            "{'extents': [{'offset': 0, 'size': 1, 'mapping': {'read': 'ibp://h:1/s ecret'}}]}",
            "/extents/0",
            "white space"),
        Arguments.of(
            "{'extents': [{'offset': 0, 'size': 1, 'functions': [{'name': 'checksum'}]}]}",
            "/extents/0/functions",
            "blocksize"),
        Arguments.of(
            "{'extents': [{'offset': 0, 'size': 1, 'functions': [{'blocksize': 1}]}]}",
            "/extents/0/functions",
            "needs a name"));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @MethodSource("refused")
  void isRefused(String json, String place, String reason) {
    ExNodeFormatException refusal = refusal(json, ParseLimits.DEFAULT);

    assertThat(refusal.reason()).contains(reason).doesNotContain("ecret");
    assertThat(refusal.place()).startsWith(place).contains("line 1, column");
  }

  @Test
  void nestingIsBoundedEverywhere() {
    String deep = "[".repeat(100_000);
    String objects = "{'a':".repeat(100_000);

    for (String json :
        new String[] {
          "{'a': " + deep, objects, deep, "{'extents': [{'a': " + objects, "{'created': " + deep
        }) {
      assertThat(refusal(json, ParseLimits.DEFAULT).reason())
          .containsAnyOf("nesting depth", "must be an object");
    }
  }

  @Test
  void sizeExtentsAndEntriesAreBounded() {
    String json = "{'extents': ['a', 'b'], 'c': {'d': 1, 'e': 2}}";

    assertThat(refusal(json, new ParseLimits(10, 64, 9, 9)).reason())
        .contains("larger than 10 bytes");
    assertThat(refusal(json, new ParseLimits(1000, 64, 1, 9)).reason())
        .contains("more than 1 extents");
    assertThat(refusal(json, new ParseLimits(1000, 64, 9, 1)).reason())
        .contains("more than 1 metadata entries");
  }

  private static ExNodeFormatException refusal(String json, ParseLimits limits) {
    return catchThrowableOfType(
        ExNodeFormatException.class, () -> JsonExNodeCodec.read(JsonDocuments.bytes(json), limits));
  }
}
