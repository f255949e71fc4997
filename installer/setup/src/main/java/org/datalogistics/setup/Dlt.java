package org.datalogistics.setup;

import java.util.Arrays;
import java.util.Optional;

/** The {@code dlt} command. */
public final class Dlt {
  private static final int USAGE = 2;

  private Dlt() {}

  /**
   * Runs the command that the first argument names, and ends the process with its status: 0 done, 1
   * failed, 2 usage.
   */
  public static void main(String[] arguments) {
    int status = run(arguments);
    System.out.flush();
    // Not by returning: helper threads of libraries would hold the process for another second.
    System.exit(status);
  }

  private static int run(String[] arguments) {
    if (arguments.length == 0) {
      System.err.print(HelpText.page());
      return USAGE;
    }
    String first = arguments[0];
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    Optional<Word> word =
        switch (first) {
          case "--help", "-h", "-?" -> Optional.of(Word.HELP);
          case "--version", "-v" -> Optional.of(Word.VERSION);
          default -> Word.of(first);
        };
    return word.map(known -> run(known, rest)).orElseGet(() -> unknown(first));
  }

  private static int run(Word word, String[] arguments) {
    return switch (word) {
      case HELP -> help(arguments);
      case VERSION -> {
        System.out.println(Version.line());
        yield 0;
      }
    };
  }

  private static int help(String[] arguments) {
    if (arguments.length == 0 || Word.of(arguments[0]).isEmpty()) {
      System.out.print(HelpText.page());
      return 0;
    }
    return run(new String[] {arguments[0], "--help"});
  }

  private static int unknown(String word) {
    System.err.println("dlt: there is no command " + word);
    System.err.println("dlt help lists the commands");
    return USAGE;
  }
}
