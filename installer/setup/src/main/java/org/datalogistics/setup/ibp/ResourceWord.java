package org.datalogistics.setup.ibp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.datalogistics.ibp.AdminPassword;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.ibp.ExpiryEntry;
import org.datalogistics.ibp.FreeingEntry;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.client.AdminOperations;
import org.datalogistics.ibp.client.IbpClient;
import org.datalogistics.setup.status.HealthSource;
import org.datalogistics.setup.term.Amounts;

/** {@code dlt ibp resource}. */
final class ResourceWord implements HandCommand {
  /** So that the password is in no list of processes. */
  private static final String PASSWORD = "DLT_IBP_ADMIN_PASSWORD";

  @Override
  public String help() {
    return """
        Usage: dlt ibp resource ACTION DEPOT [RID] [OPTION]...

        Looks after the resources of a depot. The depot decides by address and password who may.

          mode DEPOT RID MODE          what clients may do: rwm, or some of these letters, or none
          mount DEPOT RID              opens a resource that is in the depot's configuration
          unmount DEPOT RID            closes it, when it was quiet so long: --quiet TIME (1s)
          corrupt DEPOT RID            the ids of allocations that are damaged
          leases DEPOT RID             the leases that end next: --count N (20), --from TIME (0s)
          freeing DEPOT RID            when space becomes free: --size SIZE
          undelete DEPOT RID TRASHID   brings an allocation back: --duration TIME (1d), --expired
                                       if its lease ended, without if it was deleted
          trash URL RID                what is in the trash, with the TRASHID of each, from the
                                       depot's health page (its metrics-port)
          rescan DEPOT [RID]           looks through the trash again, of all resources without RID
          config DEPOT                 the depot's configuration

          --message TEXT   with mount and unmount: for the depot's log
          DLT_IBP_ADMIN_PASSWORD in the environment is the password, if the depot wants one

        Example:
          dlt ibp resource mode localhost 2 r
          dlt ibp resource trash http://localhost:9714 1
          dlt ibp resource undelete localhost 1 1795164440_17 --duration 3d
        """;
  }

  private record Call(
      AdminOperations admin, DepotAddress depot, List<String> rest, Arguments given) {
    String rid() throws UsageException {
      return word(0, "RID");
    }

    String word(int index, String name) throws UsageException {
      if (rest.size() <= index) {
        throw new UsageException(name + " is missing");
      }
      return rest.get(index);
    }
  }

  @Override
  public void run(String[] arguments, IbpClient client)
      throws UsageException, IOException, InterruptedException {
    Arguments given =
        Arguments.read(
            arguments,
            List.of("quiet", "count", "from", "size", "duration", "message"),
            List.of("expired"));
    List<String> words = given.words("ACTION", "DEPOT", "[RID]", "[WORD]");
    if (words.get(0).equals("trash")) {
      trash(words);
      return;
    }
    AdminPassword password;
    try {
      password = new AdminPassword(System.getenv().getOrDefault(PASSWORD, ""));
    } catch (IllegalArgumentException e) {
      throw new UsageException(PASSWORD + ": " + e.getMessage());
    }
    Call call =
        new Call(
            client.admin(password),
            Allocate.depot(words.get(1)),
            words.subList(2, words.size()),
            given);
    run(words.get(0), call);
  }

  private static void trash(List<String> words)
      throws UsageException, IOException, InterruptedException {
    if (words.size() != 3) {
      throw new UsageException("trash takes URL and RID");
    }
    JsonNode listing = new HealthSource(Status.uri(words.get(1))).read("/trash/" + words.get(2));
    System.out.printf("%-32s %-8s %12s %12s%n", "trash id", "bin", "stored", "leased");
    for (String bin : List.of("deleted", "expired")) {
      for (JsonNode each : listing.path(bin)) {
        System.out.printf(
            "%-32s %-8s %12s %12s%n",
            each.path("trashId").asText(),
            bin,
            Amounts.bytes(each.path("size").asLong()),
            Amounts.bytes(each.path("maxSize").asLong()));
      }
    }
  }

  private static void run(String action, Call call)
      throws UsageException, IOException, InterruptedException {
    switch (action) {
      case "mode" -> mode(call);
      case "mount" ->
          Answers.await(call.admin.mount(call.depot, call.rid(), 0, message(call.given)));
      case "unmount" ->
          Answers.await(
              call.admin.unmount(
                  call.depot,
                  call.rid(),
                  call.given.duration("quiet").orElse(Duration.ofSeconds(1)),
                  message(call.given)));
      case "corrupt" -> corrupt(call);
      case "leases" -> leases(call);
      case "freeing" -> freeing(call);
      case "undelete" ->
          Answers.await(
              call.admin.undelete(
                  call.depot,
                  call.rid(),
                  call.given.has("expired"),
                  call.word(1, "TRASHID"),
                  call.given.duration("duration").orElse(Duration.ofDays(1))));
      case "rescan" ->
          Answers.await(
              call.admin.rescanTrash(
                  call.depot, call.rest.isEmpty() ? IbpCommand.ANY_RID : call.rid()));
      case "config" ->
          System.out.println(Answers.await(call.admin.configuration(call.depot)).strip());
      default -> throw new UsageException("there is no action " + action);
    }
  }

  private static void mode(Call call) throws UsageException, IOException, InterruptedException {
    String letters = call.word(1, "MODE").toLowerCase(Locale.ROOT);
    if (!letters.equals("none") && !letters.matches("[rwm]+")) {
      throw new UsageException("MODE is of the letters r, w and m, or none: not " + letters);
    }
    boolean none = letters.equals("none");
    Answers.await(
        call.admin.setMode(
            call.depot,
            call.rid(),
            !none && letters.contains("w"),
            !none && letters.contains("r"),
            !none && letters.contains("m")));
  }

  private static void corrupt(Call call) throws UsageException, IOException, InterruptedException {
    long count =
        Answers.await(
            call.admin.corrupt(
                call.depot, call.rid(), id -> System.out.println(Long.toUnsignedString(id))));
    System.err.println(Amounts.count(count, "damaged allocation"));
  }

  private static void leases(Call call) throws UsageException, IOException, InterruptedException {
    Instant now = Instant.now();
    Instant from = now.plus(call.given.duration("from").orElse(Duration.ZERO));
    int count = count(call.given);
    List<ExpiryEntry> entries =
        Answers.await(call.admin.expiring(call.depot, call.rid(), from, count));
    System.out.printf("%-20s %20s %12s%n", "ends", "allocation", "size");
    for (ExpiryEntry each : entries) {
      System.out.printf(
          "%-20s %20s %12s%n",
          Instant.ofEpochSecond(each.expirySeconds()),
          Long.toUnsignedString(each.id()),
          Amounts.bytes(each.maxSize()));
    }
  }

  private static int count(Arguments given) throws UsageException {
    String text = given.text("count").orElse("20");
    try {
      int count = Integer.parseInt(text);
      if (count > 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      throw new UsageException("--count: not a number: " + text);
    }
    throw new UsageException("--count: 1 or more, not " + text);
  }

  private static void freeing(Call call) throws UsageException, IOException, InterruptedException {
    long bytes = call.given.size("size").orElseThrow(() -> new UsageException("--size is missing"));
    System.out.printf(
        "%-20s %11s %8s %12s %12s%n", "until", "allocations", "aliases", "stored", "leased");
    Answers.await(
        call.admin.freeing(call.depot, call.rid(), bytes, each -> System.out.print(line(each))));
  }

  private static String line(FreeingEntry each) {
    return "%-20s %11d %8d %12s %12s%n"
        .formatted(
            Instant.ofEpochSecond(each.expirySeconds()),
            each.allocations(),
            each.aliases(),
            Amounts.bytes(each.bytesUsed()),
            Amounts.bytes(each.bytes()));
  }

  private static String message(Arguments given) {
    return given.text("message").orElse("");
  }
}
