package org.datalogistics.exnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.datalogistics.exnode.TypedValue.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {

  private static final String READ = "ibp://Depot.example.org:6714/1#topsecret/11/READ";

  @Test
  void rangesKnowTheirBordersAndRefuseToPassTheLimit() {
    ByteRange range = ByteRange.between(10, 20);

    assertThat(range.contains(10)).isTrue();
    assertThat(range.contains(20)).isFalse();
    assertThat(range.intersection(new ByteRange(15, 100))).hasValue(ByteRange.between(15, 20));
    assertThat(range.overlaps(new ByteRange(20, 1))).isFalse();
    assertThat(new ByteRange(Long.MAX_VALUE, 0).end()).isEqualTo(Long.MAX_VALUE);
    assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(Long.MAX_VALUE, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> ByteRange.between(2, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "ibp://Depot.example.org:6714/1#k/2/READ, depot.example.org, 6714",
    "ibp://10.0.0.1:1, 10.0.0.1, 1",
    "ibp://[2001:DB8::1]:65535/x, 2001:db8::1, 65535"
  })
  void locationsAreFoundInUris(String uri, String host, int port) {
    Location location = Location.ofUri(uri).orElseThrow();

    assertThat(location).isEqualTo(new Location(host, port));
    assertThat(Location.ofUri(location.toUri("ibp"))).hasValue(location);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ibp://",
        "ibp://h",
        "ibp://h/1:2",
        "ibp://:1/",
        "ibp://h:0",
        "ibp://h:65536",
        "ibp://h:99999999999",
        "ibp://h:1x",
        "ibp://a b:1",
        "ibp://2001:db8::1:1",
        "ibp://user@h:1",
        "h:1",
        "://h:1",
        "ibp://[]:1"
      })
  void urisWithoutADepotHaveNoLocation(String uri) {
    assertThat(Location.ofUri(uri)).isEmpty();
  }

  @Test
  void nothingPrintedShowsACapabilityOrAKey() {
    Extent extent =
        Extent.builder(0, 10)
            .capabilities(READ, READ, READ)
            .conditioned(16, FunctionChain.of(ConditioningStep.of("xor_encrypt", 16, "topsecret")))
            .build();
    ExNode exNode = ExNode.builder("f").add(extent).build();

    for (Object shown :
        new Object[] {
          extent, exNode, extent.capabilities(), extent.functions(), extent.functions().steps()
        }) {
      assertThat(shown.toString()).doesNotContain("topsecret");
    }
    assertThat(extent).hasToString("extent 0+10 at depot.example.org:6714 rwm [xor_encrypt(16)]");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ibp://h:1/k", "ibp://h:1/k\n", "ibp://h:1/\u00a0k", "ibp://h:1/\u0000"})
  void capabilitiesWithWhiteSpaceAreRefusedWithoutBeingShown(String capability) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CapabilityUris.readOnly(capability))
        .withMessageContaining("the read capability has white space")
        .withMessageNotContaining("ibp");
  }

  @Test
  void theReasonWhyAnExtentIsMalformedIsTold() {
    ExtentBuilder good = Extent.builder(5, 10).capabilities(READ, null, null);

    assertThat(good.build().defect()).isEmpty();
    assertThat(good.allocOffset(-1).build().defect())
        .hasValueSatisfying(reason -> assertThat(reason).contains("-1"));
    assertThat(good.allocOffset(Long.MAX_VALUE).build().isWellFormed()).isFalse();
    assertThat(good.allocOffset(1).allocLength(10).build().isWellFormed()).isFalse();
    assertThat(good.allocLength(0).build().isWellFormed()).isTrue();
    assertThat(
            good.conditioned(16, FunctionChain.of(ConditioningStep.of("checksum", 0)))
                .build()
                .isWellFormed())
        .isFalse();
    assertThat(
            good.conditioned(16, FunctionChain.of(ConditioningStep.of("zlib_compress", 5)))
                .allocLength(5)
                .build()
                .isWellFormed())
        .isTrue();
    assertThat(Extent.builder(0, 1).capabilities("elsewhere", null, null).build().isWellFormed())
        .isFalse();
  }

  @Test
  void theSizeIsWhatIsRecordedElseWhereTheLastExtentEnds() {
    Extent extent = Extent.builder(5, 10).capabilities(READ, null, null).build();

    assertThat(ExNode.builder("f").size(7L).add(extent).build().effectiveSize()).isEqualTo(7);
    assertThat(ExNode.builder("f").size(0L).add(extent).build().effectiveSize()).isEqualTo(15);
    assertThat(
            ExNode.builder("f")
                .add(extent)
                .add(Extent.builder(50, 1).build())
                .build()
                .effectiveSize())
        .isEqualTo(15);
    assertThat(ExNode.builder("f").build().effectiveSize()).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> ExNode.builder("f").size(-1L).build());
  }

  @Test
  void wholeNumbersAreFoundInValuesOfAllTypes() {
    assertThat(TypedValue.of(7).wholeNumber()).hasValue(7);
    assertThat(TypedValue.of(7.0).wholeNumber()).hasValue(7);
    assertThat(TypedValue.of(" 7 ").wholeNumber()).hasValue(7);
    for (TypedValue none :
        new TypedValue[] {
          TypedValue.of(7.5),
          TypedValue.of(1e19),
          TypedValue.of("seven"),
          TypedValue.of(Metadata.EMPTY),
          new JsonValue("7")
        }) {
      assertThat(none.wholeNumber()).isEmpty();
    }
    assertThatIllegalArgumentException().isThrownBy(() -> TypedValue.of(Double.NaN));
  }

  @Test
  void metadataIsAValue() {
    Metadata metadata = Metadata.EMPTY.with("b", "1").with("a", TypedValue.of(2));

    assertThat(metadata.entries().keySet()).containsExactly("a", "b");
    assertThat(metadata.without("a").without("c")).isEqualTo(Metadata.EMPTY.with("b", "1"));
    assertThat(metadata.integer("b")).hasValue(1);
    assertThat(metadata.string("a")).isEmpty();
  }

  @Test
  void timesBeyondTheYear9999ArePrintedAsItsLastSecond() {
    assertThat(DocumentTimes.print(Instant.MAX)).isEqualTo("9999-12-31 23:59:59");
    assertThat(DocumentTimes.ofNumber(DocumentTimes.micros(Instant.MAX)))
        .hasValue(Instant.parse("9999-12-31T23:59:59Z"));
  }
}
