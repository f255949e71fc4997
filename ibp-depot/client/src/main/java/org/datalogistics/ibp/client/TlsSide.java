package org.datalogistics.ibp.client;

import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.datalogistics.ibp.DepotAddress;

/** The client's side of TLS, made of its settings. */
final class TlsSide {
  private final SslContext context;
  private final Duration handshakeTimeout;

  /**
   * Reads certificates and keys.
   *
   * @throws IllegalArgumentException if one of the files is of no use
   */
  TlsSide(ClientTls tls, Duration handshakeTimeout) {
    this.handshakeTimeout = handshakeTimeout;
    SslContextBuilder builder =
        SslContextBuilder.forClient().sslProvider(SslProvider.JDK).protocols("TLSv1.3", "TLSv1.2");
    Path authorities = tls.authorities();
    Path certificate = tls.certificate();
    Path key = tls.key();
    try {
      if (!tls.fingerprints().isEmpty()) {
        // The name does not matter where the very certificate is known.
        builder
            .trustManager(new PinnedTrust(tls.fingerprints()))
            .endpointIdentificationAlgorithm(null);
      } else {
        builder.endpointIdentificationAlgorithm("HTTPS");
        if (authorities != null) {
          builder.trustManager(authorities.toFile());
        }
      }
      if (certificate != null && key != null) {
        builder.keyManager(certificate.toFile(), key.toFile());
      }
      this.context = builder.build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new IllegalArgumentException("no TLS with " + tls + ": " + e.getMessage(), e);
    }
  }

  /** A handler for a connection to a depot, which checks that it is that depot. */
  SslHandler handler(SocketChannel channel, DepotAddress depot) {
    SslHandler handler = context.newHandler(channel.alloc(), depot.host(), depot.port());
    handler.setHandshakeTimeoutMillis(handshakeTimeout.toMillis());
    return handler;
  }
}
