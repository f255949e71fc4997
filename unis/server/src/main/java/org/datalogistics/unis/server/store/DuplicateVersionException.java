package org.datalogistics.unis.server.store;

/** An (id, ts) that exists already in the collection (UNIS spec 4.2). */
public final class DuplicateVersionException extends StoreException {

  private static final long serialVersionUID = 1L;

  private final String id;
  private final long ts;

  public DuplicateVersionException(String collection, String id, long ts) {
    super(
        "a version of '"
            + id
            + "' with ts "
            + ts
            + " exists already in "
            + collection
            + "; use another ts");
    this.id = id;
    this.ts = ts;
  }

  public String id() {
    return id;
  }

  /** Microseconds since the epoch. */
  public long ts() {
    return ts;
  }
}
