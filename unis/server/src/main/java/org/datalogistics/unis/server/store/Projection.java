package org.datalogistics.unis.server.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Which fields of a document the answer holds (UNIS spec 6.3).
 *
 * @param paths the fields; with none, {@code exclude} keeps everything
 * @param exclude whether the paths are left out instead of kept
 */
public record Projection(List<FieldPath> paths, boolean exclude) {

  /** The whole document. */
  public static final Projection ALL = new Projection(List.of(), true);

  public Projection {
    paths = List.copyOf(paths);
  }

  public boolean keepsAll() {
    return exclude && paths.isEmpty();
  }

  /** The projected document: a new one, or the same when everything is kept. */
  public ObjectNode apply(ObjectNode document) {
    return keepsAll() ? document : Projector.project(this, document);
  }
}
