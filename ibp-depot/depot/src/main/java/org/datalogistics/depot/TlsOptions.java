package org.datalogistics.depot;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.datalogistics.depot.tls.TlsConfig;
import org.datalogistics.node.config.Key;
import org.datalogistics.node.config.Settings;

/** Settings of the port for TLS. */
final class TlsOptions {
  private static final String TLS = "TLS";

  private static final Key<Optional<Integer>> TLS_PORT =
      Key.port("tls-port")
          .in(TLS)
          .help("a second port, for TLS only; 0 for any free one; none without this")
          .optional();
  private static final Key<Optional<Path>> TLS_CERT =
      Key.path("tls-cert")
          .in(TLS)
          .help(
              "PEM file with the certificate chain, read again when it changes; without it one is"
                  + " made in the folder of the depot")
          .optional();
  private static final Key<Optional<Path>> TLS_KEY =
      Key.path("tls-key")
          .in(TLS)
          .help("PEM file with the certificate's private key, PKCS#8 without a password")
          .optional();
  private static final Key<Optional<Path>> TLS_CLIENT_CA =
      Key.path("tls-client-ca")
          .in(TLS)
          .help(
              "PEM file of authorities: clients of the TLS port need a certificate of one of them")
          .optional();

  private static final Key<String> TLS_CAPABILITIES =
      Key.choice("tls-capabilities", "plain", "tls")
          .byDefault("plain")
          .in(TLS)
          .help(
              "which port capabilities name that are made over TLS: with the plain one everybody"
                  + " can use them, other depots too");

  static final List<Key<?>> KEYS =
      List.of(TLS_PORT, TLS_CERT, TLS_KEY, TLS_CLIENT_CA, TLS_CAPABILITIES);

  private TlsOptions() {}

  static Optional<TlsConfig> tls(Settings settings) {
    Optional<Path> certificate = settings.get(TLS_CERT);
    Optional<Path> key = settings.get(TLS_KEY);
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException("tls-cert and tls-key go together");
    }
    Optional<Path> authorities = settings.get(TLS_CLIENT_CA);
    if (settings.get(TLS_PORT).isEmpty()) {
      if (certificate.isPresent() || authorities.isPresent()) {
        throw new IllegalArgumentException("TLS settings without a tls-port");
      }
      return Optional.empty();
    }
    Path folder = StorageOptions.data(settings).resolve("tls");
    return Optional.of(
        new TlsConfig(
            settings.get(TLS_PORT).get(),
            certificate.orElse(folder.resolve("cert.pem")),
            key.orElse(folder.resolve("key.pem")),
            authorities,
            certificate.isEmpty(),
            settings.get(TLS_CAPABILITIES).equals("tls")));
  }
}
