package org.datalogistics.depot.tls;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the depot speaks TLS, versions 1.2 and 1.3.
 *
 * @param port TCP port, 0 for any
 * @param certificate PEM file with the certificate and those that vouch for it
 * @param key PEM file with its private key, PKCS#8, not encrypted
 * @param clientAuthorities PEM file with the authorities of which clients must have a certificate;
 *     empty: clients need none
 * @param selfSigned whether certificate and key are made when they are missing
 * @param inCapabilities whether capabilities that are made over TLS name this port
 */
public record TlsConfig(
    int port,
    Path certificate,
    Path key,
    Optional<Path> clientAuthorities,
    boolean selfSigned,
    boolean inCapabilities) {
  public TlsConfig {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("TLS port " + port);
    }
  }
}
