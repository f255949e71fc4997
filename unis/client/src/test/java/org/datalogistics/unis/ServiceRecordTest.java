package org.datalogistics.unis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceRecordTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant WRITTEN = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void theRecordOfACDepotIsUnderstood() throws Exception {
    ServiceRecord record =
        ServiceRecord.of(
            JSON.readTree(
                """
                {"status":"ON","serviceType":"ibp_server","name":"C","accessPoint":"ibp://127.0.0.1:6714","ttl":5,
                 "location":{"country":"US","latitude":39.169998168945312,"longitude":-86.5},"ts":1795165980126355,
                 "listeners":[{"tcp":"127.0.0.1/6714"}],"id":"x"}"""));

    assertThat(record.serviceType()).isEqualTo(ServiceRecord.IBP_SERVER);
    assertThat(record.ttl()).isEqualTo(Duration.ofSeconds(5));
    assertThat(record.ts()).isEqualTo(Instant.ofEpochSecond(1795165980L, 126355000));
    assertThat(record.latitude()).contains(39.16999816894531);
    assertThat(record.longitude()).contains(-86.5);
    assertThat(record.enabled()).isFalse();
  }

  @Test
  void aServiceIsAliveForTwiceItsTtl() {
    ServiceRecord record = record("ON", Duration.ofSeconds(10));

    assertThat(record.alive(WRITTEN.plusSeconds(20))).isTrue();
    assertThat(record.alive(WRITTEN.plusSeconds(20).plusMillis(1))).isFalse();
  }

  @Test
  void aServiceThatIsOffIsNotAlive() {
    assertThat(record("OFF", Duration.ofSeconds(10)).alive(WRITTEN)).isFalse();
    assertThat(record("off", Duration.ofSeconds(10)).alive(WRITTEN)).isFalse();
  }

  @Test
  void absurdNumbersDoNotOverflow() throws Exception {
    ServiceRecord record =
        ServiceRecord.of(JSON.readTree("{\"ts\":9223372036854775807,\"ttl\":9223372036854775807}"));

    assertThat(record.alive(WRITTEN)).isTrue();
    assertThat(record.alive(Instant.MAX)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "{\"ttl\":\"600\",\"ts\":\"x\",\"location\":[],\"properties\":7}"
      })
  void strangeDocumentsAreReadWithoutFailing(String text) throws Exception {
    ServiceRecord record = ServiceRecord.of(JSON.readTree(text));

    assertThat(record.ttl()).isNull();
    assertThat(record.ts()).isNull();
    assertThat(record.location()).isEmpty();
  }

  @Test
  void whatIsWrittenIsReadBack() {
    ServiceRecord record =
        ServiceRecord.running(
                "depot-1",
                "Depot",
                ServiceRecord.IBP_SERVER,
                "ibp://h:6714",
                Duration.ofSeconds(60))
            .withLocation(JSON.createObjectNode().put("latitude", 1.5))
            .withProperties(JSON.createObjectNode().put("free", 5));

    assertThat(ServiceRecord.of(record.toJson())).isEqualTo(record);
    assertThat(record.toJson().path("enabled").asBoolean()).isTrue();
    assertThat(record.toJson().path("ttl").isIntegralNumber()).isTrue();
  }

  @Test
  void aTtlOfFractionsIsRefused() {
    assertThatThrownBy(() -> record("ON", Duration.ofMillis(1500))).hasMessageContaining("PT1.5S");
  }

  private static ServiceRecord record(String status, Duration ttl) {
    return new ServiceRecord(
        "i",
        "n",
        "t",
        "ibp://h",
        ttl,
        WRITTEN,
        status,
        true,
        JSON.createObjectNode(),
        JSON.createObjectNode());
  }
}
