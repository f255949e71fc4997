package org.datalogistics.unis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepotRecordTest {
  private static Optional<DepotRecord> of(String json) throws IOException {
    return DepotRecord.of(ServiceRecord.of(new ObjectMapper().readTree(json.replace('\'', '"'))));
  }

  @Test
  void whatOurDepotsSayIsRead() throws IOException {
    DepotRecord depot =
        of("""
            {'accessPoint':'ibp://depot.example.org:7001','location':{'site':'north hall',
             'institution':'IU'},'properties':{'free':500,'maxDurationSeconds':3600,
             'resources':[{'hardTotal':300,'hard':100,'free':400},
                          {'hardTotal':90,'hard':0,'free':50}]}}""")
            .orElseThrow();

    assertThat(depot.host()).isEqualTo("depot.example.org");
    assertThat(depot.port()).isEqualTo(7001);
    assertThat(depot.free()).hasValue(500);
    assertThat(depot.freeHard()).hasValue(250);
    assertThat(depot.longestLease()).contains(Duration.ofHours(1));
    assertThat(depot.site()).isEqualTo("north hall");
  }

  @Test
  void whatOtherDepotsDoNotSayIsUnknown() throws IOException {
    DepotRecord depot =
        of("{'accessPoint':'IBP://192.0.2.7','location':{'country':'US'}}").orElseThrow();

    assertThat(depot.port()).isEqualTo(6714);
    assertThat(depot.free()).isEmpty();
    assertThat(depot.freeHard()).isEmpty();
    assertThat(depot.longestLease()).isEmpty();
    assertThat(depot.site()).isEmpty();
  }

  @Test
  void aPlaceIsASiteOnlyWhenItIsNarrow() throws IOException {
    String point = "'accessPoint':'ibp://a:1','location':";

    assertThat(of("{" + point + "{'institution':'IU','state':'IN'}}").orElseThrow().site())
        .isEqualTo("IU, IN");
    assertThat(of("{" + point + "{'state':'IN','country':'US'}}").orElseThrow().site()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'accessPoint':'http://a:1'}",
        "{'accessPoint':'ibp://'}",
        "{'accessPoint':'ibp://a:0'}",
        "{'accessPoint':'ibp://a:port/'}",
        "{'accessPoint':'ibp://a b:1'}"
      })
  void whatIsNoAddressOfADepotIsNoDepot(String json) throws IOException {
    assertThat(of(json)).isEmpty();
  }

  @Test
  void absurdValuesDoNoHarm() throws IOException {
    DepotRecord depot =
        of("""
            {'accessPoint':'ibp://a:1','location':{'site':7},'properties':{'free':-5,
             'maxDurationSeconds':'long','resources':'none'}}""")
            .orElseThrow();

    assertThat(depot.free()).isEmpty();
    assertThat(depot.longestLease()).isEmpty();
  }
}
