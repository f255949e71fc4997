package org.datalogistics.lors.condition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the keys are that exNodes only name. Safe for use by many threads. */
public interface KeyRing {
  /** No key. */
  KeyRing NONE = id -> Optional.empty();

  /** The key of that {@linkplain SharedKey#id id}. */
  Optional<SharedKey> key(String id);

  /** These keys. */
  static KeyRing of(List<SharedKey> keys) {
    Map<String, SharedKey> byId = new HashMap<>();
    keys.forEach(key -> byId.put(key.id(), key));
    return id -> Optional.ofNullable(byId.get(id));
  }
}
