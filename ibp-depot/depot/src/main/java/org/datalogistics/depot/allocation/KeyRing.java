package org.datalogistics.depot.allocation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Issues and reads the keys of capabilities: 32 characters of the alphabet {@code A-Z a-z 0-9 + -}
 * (IBP spec 4), which are 18 random bytes and the 6-byte id of the allocation, masked so that keys
 * tell nothing of one another. The id makes the look-up a primary key one; the 144 random bits are
 * the secret, kept as a salted hash.
 */
public final class KeyRing {
  public static final int SALT_LENGTH = 32;

  /** Ids stay below this. */
  public static final long MAX_ID = 1L << 48;

  private static final int SECRET_LENGTH = 18;
  private static final int ID_LENGTH = 6;
  private static final int KEY_CHARACTERS = 32;

  private final byte[] salt;
  private final SecureRandom random;

  public KeyRing(byte[] salt, SecureRandom random) {
    if (salt.length != SALT_LENGTH) {
      throw new IllegalArgumentException("salt of " + salt.length + " bytes");
    }
    this.salt = salt.clone();
    this.random = random;
  }

  /** A new key and the hash to store for it. */
  public IssuedKey issue(long id) {
    byte[] secret = new byte[SECRET_LENGTH];
    random.nextBytes(secret);
    byte[] digest = digest(secret);
    byte[] bytes = Arrays.copyOf(secret, SECRET_LENGTH + ID_LENGTH);
    for (int i = 0; i < ID_LENGTH; i++) {
      bytes[SECRET_LENGTH + i] = (byte) ((id >>> (8 * i)) ^ digest[KeyHashes.LENGTH + i]);
    }
    // '/' would end the key in a capability.
    String text = Base64.getEncoder().encodeToString(bytes).replace('/', '-');
    return new IssuedKey(text, Arrays.copyOf(digest, KeyHashes.LENGTH));
  }

  /** What a key says, or null if the text can not be one of ours. */
  public @Nullable PresentedKey read(String text) {
    if (text.length() != KEY_CHARACTERS) {
      return null;
    }
    byte[] bytes;
    try {
      bytes =
          Base64.getDecoder().decode(text.replace('-', '/').getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return null;
    }
    if (bytes.length != SECRET_LENGTH + ID_LENGTH) {
      return null;
    }
    byte[] digest = digest(Arrays.copyOf(bytes, SECRET_LENGTH));
    long id = 0;
    for (int i = ID_LENGTH - 1; i >= 0; i--) {
      id = id << 8 | ((bytes[SECRET_LENGTH + i] ^ digest[KeyHashes.LENGTH + i]) & 0xff);
    }
    return new PresentedKey(id, Arrays.copyOf(digest, KeyHashes.LENGTH));
  }

  private byte[] digest(byte[] secret) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(salt);
      return sha.digest(secret);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }

  /** A fresh key and its hash. */
  public static final class IssuedKey {
    private final String text;
    private final byte[] hash;

    private IssuedKey(String text, byte[] hash) {
      this.text = text;
      this.hash = hash;
    }

    public String text() {
      return text;
    }

    public byte[] hash() {
      return hash;
    }
  }

  /** A key that came in: the id it names, and its hash to compare. */
  public static final class PresentedKey {
    private final long id;
    private final byte[] hash;

    private PresentedKey(long id, byte[] hash) {
      this.id = id;
      this.hash = hash;
    }

    public long id() {
      return id;
    }

    public byte[] hash() {
      return hash;
    }
  }
}
