package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.depot.tls.SelfSigned;
import org.datalogistics.depot.tls.TlsConfig;
import org.datalogistics.testkit.RawClient;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededRandomExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The second port: the same protocol, encrypted. */
@ExtendWith(SeededRandomExtension.class)
class TlsTest {
  @TempDir Path folder;

  private static Certificate certificate(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private SSLSocket connect(TestDepot depot, Path trusted) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("depot", certificate(trusted));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      int port = depot.depot().tlsPort().orElseThrow();
      SSLSocket socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(10_000);
      return socket;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private Path ownCertificate() {
    return folder.resolve("tls/cert.pem");
  }

  private static void send(SSLSocket socket, String text, byte... payload) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    all.writeBytes(payload);
    socket.getOutputStream().write(all.toByteArray());
  }

  private static String line(SSLSocket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = socket.getInputStream().read();
        next >= 0 && next != '\n';
        next = socket.getInputStream().read()) {
      line.append((char) next);
    }
    return line.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void bytesGoInAndOut(String version, SeededRandom random) throws IOException {
    byte[] payload = random.bytes(3_000_000);
    try (TestDepot depot = TestDepot.start(folder, "--tls-port", "0");
        SSLSocket client = connect(depot, ownCertificate())) {
      client.setEnabledProtocols(new String[] {version});
      send(client, "1 1 1 2 1 3600 " + payload.length + " 30\n");
      Keys keys = Keys.of(line(client), depot.port());
      send(client, "1 2 " + keys.write() + " 1 " + payload.length + " 30\n", payload);
      assertThat(line(client)).isEqualTo("1 ");
      assertThat(line(client)).isEqualTo("1 " + payload.length + " ");
      send(client, "1 8 " + keys.read() + " 1 0 " + payload.length + " 30\n1 4 3 30\n");
      assertThat(line(client)).isEqualTo("1 " + payload.length + " ");
      assertThat(client.getInputStream().readNBytes(payload.length)).isEqualTo(payload);
      assertThat(line(client)).isEqualTo("1 1 ");
      assertThat(client.getSession().getProtocol()).isEqualTo(version);
      send(client, "1 50 x 30\n");
      assertThat(line(client)).isEqualTo("-43 ");
      assertThat(line(client)).startsWith("-66 ");
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aClientWithoutTlsIsNotServedOnThatPort() throws IOException {
    try (TestDepot depot = TestDepot.start(folder, "--tls-port", "0")) {
      try (RawClient plain = RawClient.connect(depot.depot().tlsPort().orElseThrow())) {
        plain.send("1 4 3 30\n").expectClosed(SOON);
      }
      await().atMost(SOON).until(() -> depot.depot().connections() == 0);
      try (SSLSocket client = connect(depot, ownCertificate())) {
        send(client, "1 4 3 30\n");
        assertThat(line(client)).isEqualTo("1 1 ");
      }
    }
  }

  @Test
  void clientsNeedACertificateWhenAuthoritiesAreNamed() throws IOException {
    Path authority = folder.resolve("ca.pem");
    SelfSigned.ensure(
        new TlsConfig(0, authority, folder.resolve("ca.key"), Optional.empty(), true, false),
        "authority.example",
        InstantSource.system());
    try (TestDepot depot =
            TestDepot.start(folder, "--tls-port", "0", "--tls-client-ca", authority.toString());
        SSLSocket client = connect(depot, ownCertificate())) {
      assertThatThrownBy(
              () -> {
                send(client, "1 4 3 30\n");
                String answer = line(client);
                throw new AssertionError("served without a certificate: " + answer);
              })
          .isInstanceOfAny(SSLException.class, java.net.SocketException.class);
    }
  }

  @Test
  void aNewCertificateIsUsedWithoutARestart() throws IOException {
    Path second = folder.resolve("second.pem");
    Path secondKey = folder.resolve("second.key");
    SelfSigned.ensure(
        new TlsConfig(0, second, secondKey, Optional.empty(), true, false),
        "127.0.0.1",
        InstantSource.system());
    try (TestDepot depot = TestDepot.start(folder, "--tls-port", "0")) {
      Files.copy(secondKey, folder.resolve("tls/key.pem"), StandardCopyOption.REPLACE_EXISTING);
      Files.copy(second, ownCertificate(), StandardCopyOption.REPLACE_EXISTING);
      Files.setLastModifiedTime(
          ownCertificate(), FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
      await()
          .atMost(java.time.Duration.ofSeconds(30))
          .until(
              () -> {
                try (SSLSocket client = connect(depot, second)) {
                  send(client, "1 4 3 30\n");
                  return line(client).equals("1 1 ");
                } catch (SSLException stillTheOldOne) {
                  return false;
                }
              });
    }
  }

  @Test
  void settingsThatDoNotFitAreToldAtTheStart() {
    assertThatThrownBy(() -> TestDepot.start(folder, "--tls-cert", "/x", "--tls-key", "/y"))
        .hasStackTraceContaining("tls-port");
    assertThatThrownBy(() -> TestDepot.start(folder, "--tls-port", "0", "--tls-cert", "/x"))
        .hasStackTraceContaining("tls-key");
  }
}
