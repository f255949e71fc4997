package org.datalogistics.ibp.client;

import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Believes servers whose certificate has one of the given fingerprints, and no clients. */
final class PinnedTrust extends X509ExtendedTrustManager {
  private final List<String> fingerprints;

  /**
   * @param fingerprints SHA-256, lower-case hexadecimal digits
   */
  PinnedTrust(List<String> fingerprints) {
    this.fingerprints = fingerprints;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    String fingerprint = fingerprint(chain[0]);
    if (!fingerprints.contains(fingerprint)) {
      throw new CertificateException(
          "the depot's certificate has the fingerprint "
              + fingerprint
              + ", which is none of those"
              + " that are believed");
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("this side is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private static String fingerprint(X509Certificate certificate) throws CertificateException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(certificate.getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new CertificateException("this Java has no SHA-256", e);
    }
  }
}
