package org.datalogistics.unis.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datalogistics.unis.Link;
import org.datalogistics.unis.UnisCollection;
import org.datalogistics.unis.server.store.DocumentStore;
import org.datalogistics.unis.server.store.DuplicateVersionException;

/** Inserts, updates and deletes documents (UNIS spec 4, 5.2-5.4). */
final class DocumentWriter {

  /** How often a ts of ours may meet one that a client chose before it is an error. */
  private static final int ATTEMPTS = 10;

  private final DocumentStore store;
  private final ServerFields fields;
  private final Composites composites;

  DocumentWriter(DocumentStore store, ServerFields fields) {
    this.store = store;
    this.fields = fields;
    this.composites = new Composites(fields);
  }

  /**
   * Stores documents, completed and without their children, which are stored in their own
   * collections.
   */
  List<ObjectNode> insert(
      UnisCollection collection, List<ObjectNode> documents, String base, boolean validate) {
    if (validate) {
      documents.forEach(document -> FieldTypes.checkWhole(collection, document));
    }
    boolean[] ownTs = new boolean[documents.size()];
    for (int i = 0; i < ownTs.length; i++) {
      ownTs[i] = ServerFields.ownTs(documents.get(i));
    }
    Map<UnisCollection, List<ObjectNode>> children = composites.split(collection, documents, base);
    // Children first: a crash in between leaves extents nobody links to, never links to nothing.
    children.forEach((kind, all) -> store.insert(kind.path(), all));
    for (int attempt = 1; ; attempt++) {
      try {
        store.insert(collection.path(), documents);
        return documents;
      } catch (DuplicateVersionException e) {
        if (attempt == ATTEMPTS || !renew(documents, ownTs, e)) {
          throw e;
        }
      }
    }
  }

  /** Merges top-level fields into the newest version. */
  void update(UnisCollection collection, String id, ObjectNode body, String selfRef) {
    JsonNode given = body.get("id");
    if (given != null && !(given.isTextual() && given.asText().equals(id))) {
      throw RestException.badRequest(
          "the id in the body, " + given + ", is not that of the URL, \"" + id + "\"");
    }
    dropChildren(collection, body);
    FieldTypes.checkPresent(collection, body);
    boolean ownTs = ServerFields.ownTs(body);
    body.put("selfRef", selfRef);
    for (int attempt = 1; ; attempt++) {
      body.put("ts", fields.ts(body));
      try {
        Optional<ObjectNode> merged = store.merge(collection.path(), id, body);
        if (merged.isEmpty()) {
          throw RestException.notFound(
              "Could not process the PUT request - there is no \""
                  + id
                  + "\" in "
                  + collection.path());
        }
        return;
      } catch (DuplicateVersionException e) {
        if (attempt == ATTEMPTS || !ownTs) {
          throw e;
        }
        body.remove("ts");
      }
    }
  }

  /** Makes all versions of an id invisible; one that is not there is as good as deleted. */
  void delete(UnisCollection collection, String id) {
    store.markDeleted(collection.path(), id);
  }

  /** Gives the document that collided another ts, if its ts is ours to choose. */
  private boolean renew(
      List<ObjectNode> documents, boolean[] ownTs, DuplicateVersionException collision) {
    for (int i = 0; i < ownTs.length; i++) {
      ObjectNode document = documents.get(i);
      if (ownTs[i]
          && document.path("id").asText().equals(collision.id())
          && document.path("ts").asLong() == collision.ts()) {
        document.remove("ts");
        document.put("ts", fields.ts(document));
        return true;
      }
    }
    return false;
  }

  /**
   * Children are updated in their own collections; only an exNode may exchange its links (UNIS spec
   * 7.10).
   */
  private static void dropChildren(UnisCollection collection, ObjectNode body) {
    for (UnisCollection kind : Composites.childrenOf(collection)) {
      JsonNode children = body.get(kind.path());
      boolean links = children != null && children.isArray();
      if (links) {
        for (JsonNode child : children) {
          links &= Link.isLink(child);
        }
      }
      if (!(links && collection == UnisCollection.EXNODES)) {
        body.remove(kind.path());
      }
    }
  }
}
