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
        copy        from allocation to allocation, depot to depot
        probe       size, references and lease of an allocation
        change      another size, lease or reliability
        truncate    another size, cutting data
        manage      the same, and references counted
        rename      new capabilities for an allocation
        split       a new allocation of another one's space
        merge       two allocations into one
        alias       capabilities onto a window of an allocation
        checksums   what the depot keeps of the data; has it compared
        status      a depot's resources, space and clients on one screen
        resources   a depot's resources by their ids
        version     what a depot tells of itself
        resource    a depot's resources: mode, mount, unmount, undelete, ...

      dlt ibp COMMAND --help shows a command's options. Every command also has:
        --tls              speak TLS, with the certificates that this machine believes,
        --tls-ca FILE      or those signed by the authorities in this PEM file,
        --tls-pin SHA256   or the one with this fingerprint

      Example:
        dlt ibp allocate localhost --size 10M > caps
        dlt ibp store caps photo.jpg
        dlt ibp load caps --output copy.jpg
        dlt ibp manage decrement caps
      """;

  private static final List<String> COMMANDS =
      List.of(
          "allocate",
          "store",
          "load",
          "copy",
          "probe",
          "change",
          "truncate",
          "manage",
          "rename",
          "split",
          "merge",
          "alias",
          "checksums",
          "status",
          "resources",
          "version",
          "resource");

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
      case "probe" -> Optional.of(new Probe());
      case "change" -> Optional.of(new Change());
      case "truncate" -> Optional.of(new Truncate());
      case "rename" -> Optional.of(new Rename());
      case "split" -> Optional.of(new Split());
      case "merge" -> Optional.of(new Merge());
      case "alias" -> Optional.of(new Alias());
      case "checksums" -> Optional.of(new Checksums());
      case "resources" -> Optional.of(DepotText.resources());
      case "version" -> Optional.of(DepotText.version());
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
    try {
      run(command, Connecting.read(arguments));
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

  private static void run(HandCommand command, Connecting connecting)
      throws UsageException, IOException, InterruptedException {
    try (IbpClient client = connecting.client()) {
      command.run(connecting.rest().toArray(String[]::new), client);
    }
  }
}
