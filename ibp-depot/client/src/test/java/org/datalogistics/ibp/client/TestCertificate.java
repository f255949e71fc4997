package org.datalogistics.ibp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** A certificate that signs itself, made by the JDK's keytool in a folder of the test. */
final class TestCertificate {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final KeyStore store;
  private final Path folder;
  private final String name;

  /**
   * @param names subject alternative names as keytool wants them: {@code ip:127.0.0.1}
   */
  TestCertificate(Path folder, String name, String names) throws Exception {
    this.folder = folder;
    this.name = name;
    Path file = folder.resolve(name + ".p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String options =
        "-genkeypair -alias test -keyalg EC -groupname secp256r1 -validity 3650 -storetype PKCS12"
            + " -storepass changeit -dname CN=test -ext bc:c -ext san="
            + names
            + " -keystore "
            + file;
    Process process =
        new ProcessBuilder((keytool + " " + options).split(" ", -1))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
  }

  String fingerprint() throws GeneralSecurityException {
    return HexFormat.ofDelimiter(":")
        .withUpperCase()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded()));
  }

  Path pem() throws Exception {
    return pem("CERTIFICATE", certificate().getEncoded());
  }

  Path keyPem() throws Exception {
    return pem("PRIVATE KEY", store.getKey("test", PASSWORD).getEncoded());
  }

  private Certificate certificate() throws GeneralSecurityException {
    return store.getCertificate("test");
  }

  private Path pem(String type, byte[] der) throws IOException {
    String text =
        "-----BEGIN "
            + type
            + "-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END "
            + type
            + "-----\n";
    Path file = folder.resolve(name + "-" + type.replace(' ', '-') + ".pem");
    return Files.write(file, text.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * A listener on loopback that shows this certificate; wants one of the clients if there is one.
   */
  ServerSocket listener(TestCertificate clients) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("client", (clients == null ? this : clients).certificate());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    ServerSocket listener =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 100, InetAddress.getLoopbackAddress());
    ((SSLServerSocket) listener).setNeedClientAuth(clients != null);
    return listener;
  }
}
