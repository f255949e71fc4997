package org.datalogistics.depot.command;

import java.util.Optional;

/**
 * Settings of the commands.
 *
 * @param softFail whether a refused command leaves its connection open where that is safe (IBP spec
 *     6.2)
 * @param password of STATUS INQ
 * @param passwordRequired whether INQ is answered to those alone who know it
 * @param adminPassword what the commands of the operator must bring along; empty for nothing
 */
public record CommandConfig(
    boolean softFail, String password, boolean passwordRequired, Optional<String> adminPassword) {
  /** What all known clients send (IBP spec 7.11). */
  public static final String USUAL_PASSWORD = "ibp";

  public CommandConfig {
    requireWord("password", password);
    adminPassword.ifPresent(text -> requireWord("admin-password", text));
  }

  private static void requireWord(String name, String text) {
    if (text.isEmpty() || text.length() > 31 || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          name + " must have 1 to 31 printable ASCII characters and no blank");
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "CommandConfig[softFail=" + softFail + ", passwordRequired=" + passwordRequired + "]";
  }
}
