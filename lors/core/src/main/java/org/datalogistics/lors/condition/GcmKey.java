package org.datalogistics.lors.condition;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.datalogistics.exnode.ConditioningStep;
import org.datalogistics.exnode.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * The key of one mapping's {@code aes256gcm}: in the exNode, or derived from a key that people keep
 * (docs/exnode-functions.md).
 */
final class GcmKey {
  /** Argument with the id of the mapping. */
  static final String ID_ARGUMENT = "id";

  /** Argument with the id of the key that people keep. */
  static final String KEY_ID_ARGUMENT = "keyid";

  /** Bytes of the id of a mapping. */
  static final int ID = 16;

  private static final byte[] CONTEXT = "aes256gcm".getBytes(StandardCharsets.US_ASCII);

  private final byte[] id;
  private final byte[] key;
  private final @Nullable String sharedId;

  private GcmKey(byte[] id, byte[] key, @Nullable String sharedId) {
    this.id = id;
    this.key = key;
    this.sharedId = sharedId;
  }

  /** A key for a new mapping, derived from the shared one if there is one. */
  static GcmKey fresh(@Nullable SharedKey shared, RandomGenerator random) {
    byte[] id = new byte[ID];
    random.nextBytes(id);
    if (shared != null) {
      return new GcmKey(id, derive(shared, id), shared.id());
    }
    byte[] key = new byte[SharedKey.LENGTH];
    random.nextBytes(key);
    return new GcmKey(id, key, null);
  }

  /**
   * The key that a document gives or names.
   *
   * @throws UnsupportedFunctionException when it does neither, or the key is not at hand
   */
  static GcmKey of(ConditioningStep step, KeyRing keys) throws UnsupportedFunctionException {
    byte[] id = digits(step.arguments().string(ID_ARGUMENT).orElse(""), ID, ID_ARGUMENT);
    String sharedId = step.arguments().string(KEY_ID_ARGUMENT).orElse(null);
    if (sharedId == null) {
      String key = step.key().orElse("");
      return new GcmKey(id, digits(key, SharedKey.LENGTH, ConditioningStep.KEY), null);
    }
    String printable = sharedId.length() > 64 ? sharedId.substring(0, 64) : sharedId;
    SharedKey shared =
        keys.key(sharedId)
            .orElseThrow(
                () ->
                    new MissingKeyException(
                        "it is encrypted with the key "
                            + printable
                            + ", which is not at hand; name its file with --key-file, or its"
                            + " environment variable with --key-env"));
    return new GcmKey(id, derive(shared, id), shared.id());
  }

  private static byte[] digits(String text, int bytes, String what)
      throws UnsupportedFunctionException {
    try {
      if (text.length() == 2 * bytes) {
        return Hex.parse(text);
      }
    } catch (IllegalArgumentException e) {
      // Told below; the text may be a key.
    }
    throw new UnsupportedFunctionException(
        "unsupported function variant: the argument "
            + what
            + " of aes256gcm has to have "
            + 2 * bytes
            + " hexadecimal digits");
  }

  private static byte[] derive(SharedKey shared, byte[] id) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(shared.bytes(), "HmacSHA256"));
      hmac.update(CONTEXT);
      return hmac.doFinal(id);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }

  byte[] id() {
    return id;
  }

  byte[] key() {
    return key;
  }

  /** What the exNode says. */
  ConditioningStep step(long outputBlock) {
    String name = Function.AES_GCM.documentName();
    ConditioningStep step =
        sharedId == null
            ? ConditioningStep.of(name, outputBlock, Hex.print(key))
            : ConditioningStep.of(name, outputBlock).with(KEY_ID_ARGUMENT, TypedValue.of(sharedId));
    return step.with(ID_ARGUMENT, TypedValue.of(Hex.print(id)));
  }
}
