package org.datalogistics.setup;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.datalogistics.depot.DepotCommand;
import org.datalogistics.lors.cli.LboneClientTool;
import org.datalogistics.lors.cli.LboneResolutionTool;
import org.datalogistics.lors.cli.LorsAugment;
import org.datalogistics.lors.cli.LorsCheck;
import org.datalogistics.lors.cli.LorsDownload;
import org.datalogistics.lors.cli.LorsE2eTest;
import org.datalogistics.lors.cli.LorsKeygen;
import org.datalogistics.lors.cli.LorsLs;
import org.datalogistics.lors.cli.LorsMain;
import org.datalogistics.lors.cli.LorsModify;
import org.datalogistics.lors.cli.LorsRefresh;
import org.datalogistics.lors.cli.LorsRepair;
import org.datalogistics.lors.cli.LorsRoute;
import org.datalogistics.lors.cli.LorsStat;
import org.datalogistics.lors.cli.LorsTrim;
import org.datalogistics.lors.cli.LorsUpload;
import org.datalogistics.node.config.Suggestion;
import org.datalogistics.setup.demo.Demo;
import org.datalogistics.setup.ibp.IbpByHand;
import org.datalogistics.setup.up.Up;
import org.datalogistics.unis.server.UnisCommand;

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

  /** Runs the command that the first argument names; gives its exit status. */
  public static int run(String... arguments) {
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
    return word.isPresent() ? run(word.get(), rest) : unknown(first);
  }

  private static int run(Word word, String[] arguments) {
    return switch (word) {
      case DEMO -> Demo.run(program(), name(), arguments);
      case UP -> Up.run(name(), arguments);
      case DEPOT -> DepotCommand.run(arguments);
      case UNIS -> UnisCommand.run(arguments);
      case LORS_UPLOAD -> LorsMain.run(new LorsUpload(), arguments);
      case LORS_DOWNLOAD -> LorsMain.run(new LorsDownload(), arguments);
      case LORS_LS -> LorsMain.run(new LorsLs(), arguments);
      case LORS_STAT -> LorsMain.run(new LorsStat(), arguments);
      case LORS_AUGMENT -> LorsMain.run(new LorsAugment(), arguments);
      case LORS_TRIM -> LorsMain.run(new LorsTrim(), arguments);
      case LORS_REFRESH -> LorsMain.run(new LorsRefresh(), arguments);
      case LORS_MODIFY -> LorsMain.run(new LorsModify(), arguments);
      case LORS_ROUTE -> LorsMain.run(new LorsRoute(), arguments);
      case LORS_CHECK -> LorsMain.run(new LorsCheck(), arguments);
      case LORS_REPAIR -> LorsMain.run(new LorsRepair(), arguments);
      case LORS_KEYGEN -> LorsMain.run(new LorsKeygen(), arguments);
      case LORS_E2ETEST -> LorsMain.run(new LorsE2eTest(), arguments);
      case LBONE_CLIENT -> LorsMain.run(new LboneClientTool(), arguments);
      case LBONE_RESOLUTION -> LorsMain.run(new LboneResolutionTool(), arguments);
      case IBP -> IbpByHand.run(arguments);
      case HELP -> help(arguments);
      case VERSION -> {
        System.out.println(Version.line());
        yield 0;
      }
    };
  }

  /** The script that runs this; it knows which Java options each command wants. */
  private static Path program() {
    String home = System.getProperty("dlt.home");
    if (home == null) {
      throw new IllegalStateException(
          "the system property dlt.home is missing: use the script dlt");
    }
    return Path.of(home, "bin", "dlt");
  }

  /** How the user called it, fit for a shell. */
  private static String name() {
    String name = System.getProperty("dlt.name", "dlt");
    return name.contains(" ") ? "'" + name + "'" : name;
  }

  private static int help(String[] arguments) {
    if (arguments.length == 0 || Word.of(arguments[0]).isEmpty()) {
      System.out.print(HelpText.page());
      return 0;
    }
    return run(arguments[0], "--help");
  }

  private static int unknown(String word) {
    List<String> known = Arrays.stream(Word.values()).map(Word::text).toList();
    System.err.println("dlt: there is no command " + word + Suggestion.forName(word, known));
    System.err.println("dlt help lists the commands");
    return USAGE;
  }
}
