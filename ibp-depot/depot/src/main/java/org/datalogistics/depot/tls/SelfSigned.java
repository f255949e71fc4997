package org.datalogistics.depot.tls;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate that nobody vouches for (RFC 5280): clients trust it by its fingerprint, or by a
 * copy of its file. On the curve P-256, for ten years.
 */
public final class SelfSigned {
  private static final Logger log = LoggerFactory.getLogger(SelfSigned.class);
  private static final Duration VALIDITY = Duration.ofDays(3650);
  private static final Duration CLOCK_DIFFERENCE = Duration.ofDays(1);

  private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
  private static final byte[] COMMON_NAME = Der.oid(2, 5, 4, 3);
  private static final byte[] ALTERNATIVE_NAME = Der.oid(2, 5, 29, 17);
  private static final byte[] BASIC_CONSTRAINTS = Der.oid(2, 5, 29, 19);
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private SelfSigned() {}

  /**
   * Makes certificate and key in their files, unless both are there.
   *
   * @param host the name or address that clients use
   * @throws IOException if the files can not be written
   */
  public static void ensure(TlsConfig config, String host, InstantSource clock) throws IOException {
    if (Files.exists(config.certificate()) && Files.exists(config.key())) {
      return;
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      byte[] certificate = certificate(keys, host, clock.instant());
      Files.createDirectories(config.key().toAbsolutePath().getParent());
      Files.createDirectories(config.certificate().toAbsolutePath().getParent());
      write(config.key(), "PRIVATE KEY", keys.getPrivate().getEncoded());
      write(config.certificate(), "CERTIFICATE", certificate);
      log.info(
          "Made a certificate for {}: {}, SHA-256 fingerprint {}",
          host,
          config.certificate(),
          HexFormat.ofDelimiter(":")
              .withUpperCase()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate)));
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot make a certificate for " + host + ": " + e.getMessage(), e);
    }
  }

  private static byte[] certificate(KeyPair keys, String host, Instant now)
      throws GeneralSecurityException {
    byte[] name = Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.utf8(host))));
    byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
    byte[] alternative =
        address == null
            ? Der.implicit(DNS_NAME, host.getBytes(StandardCharsets.US_ASCII))
            : Der.implicit(IP_ADDRESS, address);
    byte[] extensions =
        Der.sequence(
            Der.sequence(BASIC_CONSTRAINTS, Der.yes(), Der.octets(Der.sequence())),
            Der.sequence(ALTERNATIVE_NAME, Der.octets(Der.sequence(alternative))));
    byte[] content =
        Der.sequence(
            Der.explicit(0, Der.integer(BigInteger.TWO)),
            Der.integer(new BigInteger(126, new SecureRandom()).setBit(126)),
            ECDSA_WITH_SHA256,
            name,
            Der.sequence(Der.time(now.minus(CLOCK_DIFFERENCE)), Der.time(now.plus(VALIDITY))),
            name,
            keys.getPublic().getEncoded(),
            Der.explicit(3, extensions));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(content);
    return Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
  }

  /** Readable by its owner alone, whole or not at all. */
  private static void write(Path file, String kind, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
    Path temporary =
        posix
            ? Files.createTempFile(
                folder,
                "tls",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
            : Files.createTempFile(folder, "tls", ".new");
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        temporary,
        "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n",
        StandardCharsets.US_ASCII);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
