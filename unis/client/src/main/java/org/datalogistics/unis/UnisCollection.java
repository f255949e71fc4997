package org.datalogistics.unis;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * The resource collections of a directory, in the order of its root document (UNIS spec 2, 7, 9.1).
 */
public enum UnisCollection {
  LINKS("link"),
  PORTS("port"),
  NODES("node"),
  SERVICES("service"),
  PATHS("path"),
  NETWORKS("network"),
  DOMAINS("domain"),
  TOPOLOGIES("topology"),
  METADATA("metadata"),
  MEASUREMENTS("measurement"),
  EXNODES("exnode"),
  EXTENTS("extent");

  private static final String FAMILY = "http://unis.crest.iu.edu/schema/20160630/";
  private static final String EXNODE_FAMILY = "http://unis.crest.iu.edu/schema/exnode/6/";

  private final String resourceType;

  UnisCollection(String resourceType) {
    this.resourceType = resourceType;
  }

  /** The collection's path segment in URLs, such as {@code nodes}. */
  public String path() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The singular of the collection's name, such as {@code node}: the name of its schema. */
  public String resourceType() {
    return resourceType;
  }

  /** The schema that a document of this collection has when it names none (UNIS spec 7). */
  public URI schema() {
    boolean file = this == EXNODES || this == EXTENTS;
    return URI.create((file ? EXNODE_FAMILY : FAMILY) + resourceType + "#");
  }

  /**
   * The collection with this path segment; {@code files} is an old name of {@code exnodes} (UNIS
   * spec 2).
   */
  public static Optional<UnisCollection> ofPath(String segment) {
    if (segment.equals("files")) {
      return Optional.of(EXNODES);
    }
    for (UnisCollection collection : values()) {
      if (collection.path().equals(segment)) {
        return Optional.of(collection);
      }
    }
    return Optional.empty();
  }
}
