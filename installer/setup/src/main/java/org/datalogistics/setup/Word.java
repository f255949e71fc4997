package org.datalogistics.setup;

import java.util.Optional;

/** The words that {@code dlt} knows, in the order and groups of its help. */
enum Word {
  DEMO(Group.START, "demo", "a file stored over three depots, and got back with one dead"),
  UP(Group.START, "up", "a node of your own: a depot and a directory in one process"),
  DEPOT(Group.SERVICES, "depot", "a depot: leases storage to others over IBP"),
  UNIS(Group.SERVICES, "unis", "a directory: who offers storage, and which file is where"),
  LORS_UPLOAD(Group.TOOLS, "lors-upload", "store files over depots"),
  LORS_DOWNLOAD(Group.TOOLS, "lors-download", "get them back, from whichever copy works"),
  LORS_LS(Group.TOOLS, "lors-ls", "what a file is made of, and how its allocations are"),
  LORS_STAT(Group.TOOLS, "lors-stat", "its sums: size, copies, coverage, leases, depots"),
  LORS_CHECK(Group.TOOLS, "lors-check", "which of its bytes can be had, are right, are at risk"),
  LORS_REPAIR(Group.TOOLS, "lors-repair", "replace what it has lost, prolong what ends soon"),
  LORS_AUGMENT(Group.TOOLS, "lors-augment", "add copies, from depot to depot"),
  LORS_REFRESH(Group.TOOLS, "lors-refresh", "prolong its leases"),
  LORS_TRIM(Group.TOOLS, "lors-trim", "take mappings out, and give their storage back"),
  LORS_MODIFY(Group.TOOLS, "lors-modify", "take capabilities out, join and cut exNodes"),
  LORS_ROUTE(Group.TOOLS, "lors-route", "copy it along a chain of depots"),
  LORS_KEYGEN(Group.TOOLS, "lors-keygen", "a key for files that only its owners may read"),
  LORS_E2ETEST(Group.TOOLS, "lors-e2etest", "how fast files are encrypted, compressed, checked"),
  LBONE_CLIENT(Group.TOOLS, "lbone-client", "the depots that an L-Bone server knows"),
  LBONE_RESOLUTION(Group.TOOLS, "lbone-resolution", "how near depots are to each other"),
  IBP(Group.TOOLS, "ibp", "a depot by hand: allocate, store, load, manage, copy"),
  VERSION(Group.ABOUT, "version", "the toolkit's version, and Java's"),
  HELP(Group.ABOUT, "help", "this page; with a command, that command's page");

  /** A heading of the help page. */
  enum Group {
    START("Start here"),
    SERVICES("Services, one each; they run until Ctrl-C or SIGTERM"),
    TOOLS("Tools"),
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
    for (Word word : values()) {
      if (word.text.equals(text)) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }
}
