package org.datalogistics.unis.server.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Versions of JSON documents in named collections (UNIS spec 4.2).
 *
 * <p>A document carries a non-empty string {@code id} and an integer {@code ts} (microseconds); the
 * pair is unique in its collection. Documents whose {@code $status} is {@code DELETED} are
 * invisible to every read. A collection exists as soon as something is written to it; reading one
 * that does not exist finds nothing. Collection names match {@link CollectionName#PATTERN}.
 *
 * <p>Every write returns when it is durable. All methods may be called from any thread and may
 * block on the disk or the network, never longer than the store's time limit; then, and when the
 * store is closed, they throw {@link StoreUnavailableException}. Every other failure of the engine
 * is a {@link StoreException}.
 *
 * <p>Documents keep the order of their keys, 64-bit integers and doubles exactly. What cannot be
 * kept is refused with {@link InvalidDocumentException}.
 */
public interface DocumentStore extends AutoCloseable {

  /** The identity of this store's data, the same after every restart (UNIS spec 9.2). */
  String uid();

  /**
   * Stores new versions, all or none. Without history (UNIS spec 4.2) a document replaces all
   * versions of its id.
   *
   * @throws DuplicateVersionException when an (id, ts) exists already or occurs twice here
   * @throws InvalidDocumentException when a document lacks id or ts or cannot be kept exactly
   */
  void insert(String collection, List<ObjectNode> documents);

  /** The visible version of this id with the highest ts. */
  Optional<ObjectNode> newest(String collection, String id);

  /**
   * Replaces top-level fields of the newest visible version in place (UNIS spec 4.3); nothing else
   * changes, so {@code fields} should carry the new {@code ts}. Fields not mentioned stay, nested
   * objects are replaced whole.
   *
   * @return the merged document, or empty when the id is unknown or deleted
   * @throws DuplicateVersionException when the new ts is that of another version of the id
   * @throws InvalidDocumentException when {@code fields} holds another id or a bad value
   */
  Optional<ObjectNode> merge(String collection, String id, ObjectNode fields);

  /**
   * Sets the ts of the newest visible version.
   *
   * @return false when the id is unknown or deleted
   * @throws DuplicateVersionException when another version of the id has this ts
   */
  default boolean touch(String collection, String id, long ts) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode().put("ts", ts);
    return merge(collection, id, fields).isPresent();
  }

  /**
   * Marks all versions of an id as deleted (UNIS spec 4.4); they are kept, but invisible.
   *
   * @return how many versions were visible before
   */
  long markDeleted(String collection, String id);

  /**
   * The visible documents that match, in order, as a stream. The caller closes the cursor, also
   * after an exception; an open cursor holds a connection of the store and sees the data as it was
   * when it was opened, as far as the engine can do that.
   */
  DocumentCursor find(String collection, QuerySpec query);

  /** How many visible documents match. */
  long count(String collection, Filter filter);

  /** The collections that exist. */
  Set<String> collections();

  /**
   * Removes old versions for good.
   *
   * @return how many versions were removed
   */
  long prune(String collection, Retention retention);

  /** Finishes the writes that were accepted and lets go of files and connections. */
  @Override
  void close();
}
