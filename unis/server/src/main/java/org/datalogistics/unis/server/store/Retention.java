package org.datalogistics.unis.server.store;

/**
 * Which versions stay. The newest version of an id always stays, unless it is deleted and older
 * than {@code oldestTs}.
 *
 * @param versionsPerId how many versions of an id stay, 0 for any number
 * @param oldestTs versions with a lower ts go, in microseconds, 0 for any age
 */
public record Retention(int versionsPerId, long oldestTs) {

  public Retention {
    if (versionsPerId < 0) {
      throw new IllegalArgumentException("versionsPerId " + versionsPerId + " is negative");
    }
  }

  /**
   * Whether a version goes.
   *
   * @param version 1 for the newest of its id, counting up with age
   */
  public boolean removes(long version, long ts, boolean deleted) {
    boolean old = ts < oldestTs;
    return version == 1 ? deleted && old : old || (versionsPerId > 0 && version > versionsPerId);
  }
}
