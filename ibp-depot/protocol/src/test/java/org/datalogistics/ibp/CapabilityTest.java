package org.datalogistics.ibp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** IBP spec 4. */
class CapabilityTest {
  private static final String ACCRE =
      "ibp://depot.example:6714/1#5MeH371T3F2sQGqEG9aoVUsOIGOBauEz/3862277/READ";

  @Test
  void hasSixParts() {
    Capability capability = Capability.parse(ACCRE);
    assertThat(capability.depot()).isEqualTo(new DepotAddress("depot.example", 6714));
    assertThat(capability.key().rid()).isEqualTo("1");
    assertThat(capability.key().key()).isEqualTo("5MeH371T3F2sQGqEG9aoVUsOIGOBauEz");
    assertThat(capability.key().typeKey()).isEqualTo("3862277");
    assertThat(capability.kind()).isEqualTo(CapabilityKind.READ);
    assertThat(capability.uri()).isEqualTo(ACCRE);
  }

  @Test
  void ofLociHasNoResourceId() {
    Capability capability = Capability.parse(" IBP://127.0.0.1:6714/IBP-123/456/manage\n");
    assertThat(capability.key().rid()).isEmpty();
    assertThat(capability.key().key()).isEqualTo("IBP-123");
    assertThat(capability.uri()).isEqualTo("ibp://127.0.0.1:6714/IBP-123/456/MANAGE");
  }

  @Test
  void showsItsSecretOnlyWhenAskedTo() {
    Capability capability = Capability.parse(ACCRE);
    assertThat(capability.toString())
        .doesNotContain("371T3F2sQGqEG9aoVUsOIGOBauEz")
        .doesNotContain("3862277")
        .contains("depot.example:6714/1#5MeH...");
    assertThat(Capability.parse("ibp://d:1/IBP-12345678/98765/READ").toString())
        .doesNotContain("12345678")
        .doesNotContain("98765");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ibp://d:1/1#secretsecretsecretsecret/7",
        "ibp://d:1/1#secretsecretsecretsecret/7/READ/",
        "ibp://d:1/1#secretsecretsecretsecret/7/DELETE",
        "ibp://d:0/1#secretsecretsecretsecret/7/READ",
        "ibp://d:x/1#secretsecretsecretsecret/7/READ",
        "ibp://d:70000/1#secretsecretsecretsecret/7/READ",
        "ibp://:1/1#secretsecretsecretsecret/7/READ",
        "ibp://d:1//7/READ",
        "ibp://d:1/1#secretsecretsecretsecret//READ",
        "ibp://d:1/1#secret secret/7/READ",
        "ibp://d:1/1#secret\u00e4secret/7/READ",
        "http://d:1/1#secretsecretsecretsecret/7/READ",
        "ibp:/x/d:1/1#secretsecretsecretsecret/7/READ"
      })
  void anythingElseIsRefusedWithoutItsSecret(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Capability.parse(text))
        .withMessageNotContaining("secretsecret");
  }

  @Test
  void isNoLongerThanPeersCanHold() {
    String longest = "ibp://d:1/1#" + "k".repeat(Capability.MAX_LENGTH - 19) + "/7/READ";
    assertThat(longest).hasSize(Capability.MAX_LENGTH);
    assertThat(Capability.parse(longest).uri()).isEqualTo(longest);
    assertThatIllegalArgumentException().isThrownBy(() -> Capability.parse(longest + "X"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"h", "h:6714", "ibp://h", "IBP://h:6714/", " h "})
  void depotAddressesHaveADefaultPort(String text) {
    assertThat(DepotAddress.parse(text)).isEqualTo(new DepotAddress("h", 6714));
  }
}
