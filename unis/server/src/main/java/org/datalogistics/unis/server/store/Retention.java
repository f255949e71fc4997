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
}
