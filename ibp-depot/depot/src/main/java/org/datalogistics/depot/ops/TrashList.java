package org.datalogistics.depot.ops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.datalogistics.depot.allocation.RefusedException;
import org.datalogistics.depot.allocation.State;
import org.datalogistics.depot.lease.Trash;
import org.datalogistics.depot.lease.TrashEntry;
import org.datalogistics.depot.resource.Resources;

/**
 * What is in the trash of a resource, by the names that bringing it back needs; no name opens
 * anything.
 */
public final class TrashList implements Function<String, CompletableFuture<HttpAnswer>> {
  /** Of each bin, the oldest. */
  private static final int MOST = 1000;

  private final Resources resources;

  public TrashList(Resources resources) {
    this.resources = resources;
  }

  @Override
  public CompletableFuture<HttpAnswer> apply(String rid) {
    Trash trash;
    try {
      trash = resources.byId(rid).trash();
    } catch (RefusedException e) {
      return CompletableFuture.completedFuture(
          HttpAnswer.text(404, "no resource is open by that id"));
    }
    return trash
        .list(State.Kind.TRASH_DELETED, MOST)
        .thenCombine(trash.list(State.Kind.TRASH_EXPIRED, MOST), TrashList::document)
        .thenApply(document -> HttpAnswer.json(200, document));
  }

  private static ObjectNode document(List<TrashEntry> deleted, List<TrashEntry> expired) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    add(document.putArray("deleted"), deleted);
    add(document.putArray("expired"), expired);
    return document;
  }

  private static void add(ArrayNode list, List<TrashEntry> entries) {
    for (TrashEntry each : entries) {
      list.addObject()
          .put("trashId", each.trashId())
          .put("maxSize", each.maxSize())
          .put("size", each.size());
    }
  }
}
