package org.datalogistics.setup.ibp;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.node.config.Suggestion;

/** The command {@code dlt ibp}. */
public final class IbpByHand {
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final String HELP =
      """
      Usage: dlt ibp COMMAND [ARGUMENT]...

      A depot by hand:
        allocate    lease space; prints the capabilities
        store       put bytes into an allocation
        load        read bytes from an allocation
        manage      look at an allocation, extend or resize it, count references
        copy        from allocation to allocation, depot to depot
        status      a depot's resources, space and clients on one screen
        resource    a depot's resources: mode, mount, unmount, undelete, ...

      dlt ibp COMMAND --help shows a command's options.

      Example:
        dlt ibp allocate localhost --size 10M > caps
        dlt ibp store caps photo.jpg
        dlt ibp load caps --output copy.jpg
        dlt ibp manage decrement caps
      """;

  private static final List<String> COMMANDS =
      List.of("allocate", "store", "load", "manage", "copy", "status", "resource");

  private IbpByHand() {}

  /** Carries out one command; gives the exit status. */
  public static int run(String... arguments) {
    if (arguments.length == 0) {
      System.err.print(HELP);
      return USAGE;
    }
    if (arguments[0].equals("--help") || arguments[0].equals("help")) {
      System.out.print(HELP);
      return 0;
    }
    Optional<HandCommand> command = named(arguments[0]);
    if (command.isEmpty()) {
      System.err.println(
          "dlt ibp: there is no command "
              + arguments[0]
              + Suggestion.forName(arguments[0], COMMANDS));
      System.err.println("dlt ibp --help lists the commands");
      return USAGE;
    }
    return run(command.get(), arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private static Optional<HandCommand> named(String word) {
    return switch (word) {
      case "allocate" -> Optional.of(new Allocate());
      case "store" -> Optional.of(new Store());
      case "load" -> Optional.of(new Load());
      case "manage" -> Optional.of(new Manage());
      case "copy" -> Optional.of(new Copy());
      case "status" -> Optional.of(new Status());
      case "resource" -> Optional.of(new ResourceWord());
      default -> Optional.empty();
    };
  }

  private static int run(HandCommand command, String word, String[] arguments) {
    if (List.of(arguments).contains("--help")) {
      System.out.print(command.help());
      return 0;
    }
    try (IbpClient client = new IbpClient()) {
      command.run(arguments, client);
      return 0;
    } catch (UsageException e) {
      System.err.println("dlt ibp " + word + ": " + e.getMessage());
      System.err.println("dlt ibp " + word + " --help shows what there is");
      return USAGE;
    } catch (IOException e) {
      String reason = e.getMessage();
      System.err.println("dlt ibp " + word + ": " + (reason == null ? e : reason));
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }
}
