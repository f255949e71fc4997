package org.datalogistics.lors.cli;

import java.util.HashSet;
import java.util.Set;

/** Lines for people on standard error; what comes from outside is made harmless. */
final class Messages {
  private final String tool;
  private final ToolIo io;
  private final Set<String> told = new HashSet<>();

  Messages(String tool, ToolIo io) {
    this.tool = tool;
    this.io = io;
  }

  /** What the command has around it. */
  ToolIo io() {
    return io;
  }

  void error(String text) {
    info(tool + ": " + text);
  }

  /** Tells it, but the same only once. */
  void warning(String text) {
    if (told.add(text)) {
      info(tool + ": warning: " + text);
    }
  }

  /** A line as it is. */
  void info(String text) {
    io.err().println(printable(text));
    io.err().flush();
  }

  /** Without characters that a terminal would obey. */
  static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = Character.isISOControl(c) && c != '\n';
      safe.append(control || Character.getType(c) == Character.FORMAT ? '?' : c);
    }
    return safe.toString();
  }
}
