package org.datalogistics.ibp.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a client speaks TLS, to all its depots: which of them it believes, and who it says it is.
 *
 * @param authorities PEM file of those whose certificates are believed; null for the machine's. The
 *     certificate must name the host or address that one connects to
 * @param fingerprints SHA-256 of the only certificates that are believed, whatever they name and
 *     whoever signed them: 64 hexadecimal digits each; empty to go by authorities
 * @param certificate PEM file with the client's own certificate chain; null for none
 * @param key PEM file with its private key, PKCS#8 without a password; goes with the certificate
 */
public record ClientTls(
    @Nullable Path authorities,
    List<String> fingerprints,
    @Nullable Path certificate,
    @Nullable Path key) {
  public ClientTls {
    List<String> plain = new ArrayList<>();
    for (String fingerprint : fingerprints) {
      String digits = fingerprint.replace(":", "").toLowerCase(Locale.ROOT);
      if (!digits.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException(
            "a fingerprint has 64 hexadecimal digits (SHA-256), not '" + fingerprint + "'");
      }
      plain.add(digits);
    }
    fingerprints = List.copyOf(plain);
    if (authorities != null && !fingerprints.isEmpty()) {
      throw new IllegalArgumentException("either authorities or fingerprints, not both");
    }
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException("a client certificate and its key go together");
    }
  }

  /** Believes what this machine's Java believes. */
  public static ClientTls system() {
    return new ClientTls(null, List.of(), null, null);
  }

  /** Believes certificates that one of these authorities has signed. */
  public static ClientTls authorities(Path pem) {
    return new ClientTls(pem, List.of(), null, null);
  }

  /** Believes these certificates only, by their SHA-256 in hexadecimal, with or without colons. */
  public static ClientTls pinned(String... fingerprints) {
    return new ClientTls(null, List.of(fingerprints), null, null);
  }

  /** The same, for depots that want to know who their clients are. */
  public ClientTls as(Path certificate, Path key) {
    return new ClientTls(authorities, fingerprints, certificate, key);
  }
}
