package org.datalogistics.ibp;

import java.util.Objects;

/**
 * The two fields by which a request names an allocation of the depot it is sent to (IBP spec 4).
 *
 * @param keyField {@code RID#key}, or the bare key of depots without resource ids
 * @param typeKey the secret of LoCI depots; other depots ignore it
 */
public record AccessKey(String keyField, String typeKey) {
  public AccessKey {
    Objects.requireNonNull(keyField, "keyField");
    Objects.requireNonNull(typeKey, "typeKey");
    if (keyField.isEmpty() || typeKey.isEmpty()) {
      throw new IllegalArgumentException("empty key");
    }
  }

  /** The resource id in front of the {@code #}; empty if there is none. */
  public String rid() {
    int hash = keyField.indexOf('#');
    return hash < 0 ? "" : keyField.substring(0, hash);
  }

  /** The key behind the {@code #}. */
  public String key() {
    return keyField.substring(keyField.indexOf('#') + 1);
  }

  /** Without the secret part, so that it may be logged. */
  @Override
  public String toString() {
    String key = key();
    return rid() + "#" + key.substring(0, Math.min(4, key.length())) + "...";
  }
}
