package org.datalogistics.setup.ibp;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.datalogistics.ibp.AliasStatus;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.client.AliasOperations;
import org.datalogistics.ibp.client.IbpClient;

/** {@code dlt ibp alias}. */
final class Alias implements HandCommand {
  @Override
  public String help() {
    return """
        Usage: dlt ibp alias ACTION ... [OPTION]...

        Further capabilities onto an allocation, or onto a window of it, with a lease of their own.

          make CAPS [WINDOW] [--duration TIME]     prints the alias's capabilities
          probe ALIAS                              its window, references and lease
          change ALIAS CAPS [WINDOW] [--duration TIME]   another window or lease
          truncate ALIAS CAPS --length BYTES       another length of the window
          increment ALIAS CAPS [--counter read|write]    one more reference (read without)
          decrement ALIAS CAPS [--counter read|write]    one less; without the last read reference
                                                   the alias is gone, its allocation is not

          CAPS             a manage capability of the allocation, a file as allocate prints it, or
                           - for standard input
          ALIAS            the same of the alias
          --offset BYTES   WINDOW: where it begins
          --length BYTES   WINDOW: how long it is; without or 0: all behind the offset
          --duration TIME  how long the lease lasts; without: make: as the allocation's, change: as
                           it does
          --json           as JSON

        Example:
          dlt ibp alias make caps --offset 1M --length 64k > window
          dlt ibp load window
        """;
  }

  @Override
  public void run(String[] arguments, IbpClient client)
      throws UsageException, IOException, InterruptedException {
    Arguments given =
        Arguments.read(
            arguments, List.of("offset", "length", "duration", "counter"), List.of("json"));
    List<String> words = given.words("ACTION", "CAPS", "[CAPS]");
    AliasOperations aliases = client.aliases();
    Capability first = Capabilities.find(words.get(1), CapabilityKind.MANAGE);
    switch (words.get(0)) {
      case "make" -> {
        alone(words);
        long seconds = given.duration("duration").map(Duration::toSeconds).orElse(0L);
        new Answer(given)
            .print(
                Answers.await(
                    aliases.allocate(
                        first,
                        given.size("offset").orElse(0L),
                        given.size("length").orElse(0L),
                        seconds)));
      }
      case "probe" -> {
        alone(words);
        new Answer(given).print(Answers.await(aliases.probe(first)));
      }
      case "change", "truncate", "increment", "decrement" -> {
        if (words.size() < 3) {
          throw new UsageException("the CAPS of the allocation are missing behind ALIAS");
        }
        Capability master = Capabilities.find(words.get(2), CapabilityKind.MANAGE);
        change(words.get(0), aliases, first, master, given);
      }
      default ->
          throw new UsageException(
              "ACTION is make, probe, change, truncate, increment or decrement, not "
                  + words.get(0));
    }
  }

  private static void alone(List<String> words) throws UsageException {
    if (words.size() > 2) {
      throw new UsageException("one argument too many: " + words.get(2));
    }
  }

  private static void change(
      String action, AliasOperations aliases, Capability alias, Capability master, Arguments given)
      throws UsageException, IOException, InterruptedException {
    switch (action) {
      case "change" -> {
        AliasStatus now = Answers.await(aliases.probe(alias));
        long seconds = given.duration("duration").map(Duration::toSeconds).orElse(-1L);
        long offset = given.size("offset").orElse(now.offset());
        long length = given.size("length").orElse(now.length());
        Answers.await(aliases.change(alias, master, offset, length, seconds));
      }
      case "truncate" -> {
        long length =
            given.size("length").orElseThrow(() -> new UsageException("--length is missing"));
        Answers.await(aliases.truncate(alias, master, length));
      }
      case "increment" -> Answers.await(aliases.increment(alias, master, Manage.counter(given)));
      default -> {
        boolean last =
            Manage.counter(given) == CapabilityKind.READ
                && Answers.await(aliases.probe(alias)).readCount() <= 1;
        Answers.await(aliases.decrement(alias, master, Manage.counter(given)));
        if (last) {
          System.err.println("that was the last read reference: the alias is gone");
          return;
        }
      }
    }
    new Answer(given).print(Answers.await(aliases.probe(alias)));
  }
}
