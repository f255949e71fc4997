package org.datalogistics.depot.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The certificate that a depot makes for itself. */
class SelfSignedTest {
  private static final Instant NOW = Instant.parse("2045-02-03T04:05:06Z");

  @TempDir Path folder;

  private TlsConfig config() {
    return new TlsConfig(
        0, folder.resolve("tls/c.pem"), folder.resolve("tls/k.pem"), Optional.empty(), true, false);
  }

  private X509Certificate read() throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(config().certificate())) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  @ParameterizedTest
  @CsvSource({"depot.example.org, 2", "192.0.2.17, 7"})
  void itNamesTheHostAndIsSignedByItself(String host, int kind)
      throws IOException, GeneralSecurityException {
    SelfSigned.ensure(config(), host, InstantSource.fixed(NOW));
    X509Certificate made = read();
    made.verify(made.getPublicKey());
    made.checkValidity(Date.from(NOW));
    made.checkValidity(Date.from(NOW.plus(Duration.ofDays(3600))));
    assertThat(made.getSubjectX500Principal().getName()).isEqualTo("CN=" + host);
    assertThat(made.getSubjectAlternativeNames()).containsExactly(List.of(kind, host));
    assertThat(made.getBasicConstraints()).isEqualTo(-1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config().key())))
        .isEqualTo("rw-------");
    TlsContext.load(config());
  }

  @Test
  void itIsMadeOnce() throws IOException, GeneralSecurityException {
    SelfSigned.ensure(config(), "a.example", InstantSource.fixed(NOW));
    X509Certificate first = read();
    SelfSigned.ensure(config(), "b.example", InstantSource.fixed(NOW));
    assertThat(read()).isEqualTo(first);
  }
}
