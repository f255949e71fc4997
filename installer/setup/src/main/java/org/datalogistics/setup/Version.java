package org.datalogistics.setup;

/** What is running. */
final class Version {
  private Version() {}

  /** Such as {@code dlt 1.2.0 (Java 17.0.15, Linux amd64)}. */
  static String line() {
    String version = Version.class.getPackage().getImplementationVersion();
    return "dlt "
        + (version == null ? "of a build folder" : version)
        + " (Java "
        + System.getProperty("java.version")
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ")";
  }
}
