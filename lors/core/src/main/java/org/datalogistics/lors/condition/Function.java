package org.datalogistics.lors.condition;

import java.util.Optional;

/** What can be done to a file's bytes before they are stored (exNode spec 2.5 and 3). */
public enum Function {
  /** MD5 in front of each block, as the C tools write it. */
  CHECKSUM("checksum"),
  /** DES, as the C tools write it: for old readers only, it protects from nobody. */
  DES("des_encrypt"),
  /** AES-128 without authentication, as the C tools write it. */
  AES("aes_encrypt"),
  /** The XOR of the C tools: for old readers only, it protects from nobody. */
  XOR("xor_encrypt"),
  /** The whole mapping as one zlib stream, as the C tools write it. */
  ZLIB("zlib_compress"),
  /** SHA-256 in front of each block. */
  SHA256("sha256"),
  /** AES-256-GCM: secret, and any change is noticed. */
  AES_GCM("aes256gcm"),
  /** A Zstandard frame for each block. */
  ZSTD("zstd");

  private final String documentName;

  Function(String documentName) {
    this.documentName = documentName;
  }

  /** The name in exNodes. */
  public String documentName() {
    return documentName;
  }

  /** The function that an exNode names; empty when this version does not know it. */
  public static Optional<Function> named(String documentName) {
    for (Function function : values()) {
      if (function.documentName.equals(documentName)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }

  /** Whether the C tools know it. */
  public boolean isClassic() {
    return switch (this) {
      case CHECKSUM, DES, AES, XOR, ZLIB -> true;
      case SHA256, AES_GCM, ZSTD -> false;
    };
  }

  /** Whether the length of its output depends on the data. */
  public boolean compresses() {
    return this == ZLIB || this == ZSTD;
  }

  /** Whether it needs a key. */
  public boolean encrypts() {
    return this == DES || this == AES || this == XOR || this == AES_GCM;
  }

  /** Whether it notices changed bytes. */
  public boolean verifies() {
    return this == CHECKSUM || this == SHA256 || this == AES_GCM;
  }

  /** The name in exNodes. */
  @Override
  public String toString() {
    return documentName;
  }
}
