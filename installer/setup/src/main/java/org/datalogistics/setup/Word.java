package org.datalogistics.setup;

import java.util.Arrays;
import java.util.Optional;

/** The words that {@code dlt} knows, in the order and groups of its help. */
enum Word {
  VERSION(Group.ABOUT, "version", "the toolkit's version, and Java's"),
  HELP(Group.ABOUT, "help", "this page; with a command, that command's page");

  /** A heading of the help page. */
  enum Group {
    ABOUT("About dlt");

    private final String heading;

    Group(String heading) {
      this.heading = heading;
    }

    String heading() {
      return heading;
    }
  }

  private final Group group;
  private final String text;
  private final String summary;

  Word(Group group, String text, String summary) {
    this.group = group;
    this.text = text;
    this.summary = summary;
  }

  Group group() {
    return group;
  }

  /** As people write it. */
  String text() {
    return text;
  }

  /** What it does, in a few words. */
  String summary() {
    return summary;
  }

  /** The word written so, if there is one. */
  static Optional<Word> of(String text) {
    return Arrays.stream(values()).filter(word -> word.text.equals(text)).findFirst();
  }
}
