package org.datalogistics.depot.lease;

import java.util.concurrent.atomic.AtomicLong;
import org.datalogistics.depot.allocation.Allocation;
import org.datalogistics.depot.allocation.IssuedKeys;
import org.datalogistics.depot.allocation.KeyHashes;
import org.datalogistics.depot.allocation.KeyRing;
import org.datalogistics.ibp.CapabilityKind;

/** Gives new allocations their ids, and all of them their keys. */
public final class Issuer {
  private final KeyRing keys;
  private final AtomicLong lastId;

  /**
   * @param lastId above every id ever given
   */
  public Issuer(KeyRing keys, long lastId) {
    this.keys = keys;
    this.lastId = new AtomicLong(lastId);
  }

  /**
   * Three keys.
   *
   * @param hashes to be stored
   * @param keys to be told once, to who asked
   */
  record Issue(long id, KeyHashes hashes, IssuedKeys keys) {}

  /** For a new allocation. */
  Issue next() {
    return again(lastId.incrementAndGet());
  }

  /** For one that has other keys now. */
  Issue again(long id) {
    KeyRing.IssuedKey read = keys.issue(id);
    KeyRing.IssuedKey write = keys.issue(id);
    KeyRing.IssuedKey manage = keys.issue(id);
    return new Issue(
        id,
        new KeyHashes(read.hash(), write.hash(), manage.hash()),
        new IssuedKeys(read.text(), write.text(), manage.text()));
  }

  /** Whether that is the manage key of the allocation. */
  boolean opens(String key, Allocation allocation) {
    KeyRing.PresentedKey presented = keys.read(key);
    return presented != null
        && presented.id() == allocation.id()
        && allocation.committed().keys().matches(CapabilityKind.MANAGE, presented.hash());
  }
}
