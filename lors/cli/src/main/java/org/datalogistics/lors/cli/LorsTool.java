package org.datalogistics.lors.cli;

/** A command. */
public interface LorsTool {
  /** Done. */
  int DONE = 0;

  /** Something failed; standard error says what. */
  int FAILED = 1;

  /** The command line cannot be understood. */
  int USAGE = 2;

  /** The command's name, such as {@code lors-upload}. */
  String name();

  /** One line on what it does. */
  String summary();

  /** Runs it and returns {@link #DONE}, {@link #FAILED} or {@link #USAGE}; does not throw. */
  int run(String[] arguments, ToolIo io);
}
