package org.datalogistics.setup;

/** The page of {@code dlt help}. */
final class HelpText {
  private static final int COLUMN = 18;

  private HelpText() {}

  static String page() {
    StringBuilder text = new StringBuilder();
    text.append("Usage: dlt COMMAND [OPTION]... [ARGUMENT]...\n");
    for (Word.Group group : Word.Group.values()) {
      text.append('\n').append(group.heading()).append(":\n");
      for (Word word : Word.values()) {
        if (word.group() == group) {
          text.append("  ").append(word.text());
          text.append(" ".repeat(COLUMN - word.text().length())).append(word.summary());
          text.append('\n');
        }
      }
    }
    text.append("\ndlt COMMAND --help shows a command's options, with an example.\n");
    return text.toString();
  }
}
