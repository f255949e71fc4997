package org.datalogistics.unis.server.store;

import java.util.Set;
import java.util.regex.Pattern;

/** What a collection may be called. */
public final class CollectionName {

  /** 1 to 120 letters, digits, dots, hyphens and underscores, not beginning with dot or hyphen. */
  public static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,119}");

  /** Used by stores for themselves. */
  private static final Set<String> RESERVED = Set.of("about", "events_cache");

  private CollectionName() {}

  /**
   * Returns the name.
   *
   * @throws StoreException when it is not a name of a collection
   */
  public static String check(String name) {
    if (!PATTERN.matcher(name).matches() || RESERVED.contains(name) || name.startsWith("system.")) {
      throw new StoreException(
          "'"
              + name
              + "' is not a collection name: use 1 to 120 letters, digits, '.', '-' and '_', not"
              + " beginning with '.', '-' or 'system.', nor one of "
              + RESERVED);
    }
    return name;
  }
}
