package org.datalogistics.setup.ibp;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.client.IbpClient;

/** {@code dlt ibp change}. */
final class Change implements HandCommand {
  @Override
  public String help() {
    return """
        Usage: dlt ibp change CAPS [OPTION]...

        Changes size, lease and reliability of an allocation, all at once; what is not named stays.

          CAPS                   a manage capability, a file as allocate prints it, or - for
                                 standard input
          --size SIZE            how much it may hold; never cuts data
          --duration TIME        the lease ends that long from now
          --reliability KIND     hard or soft
          --json                 the changed allocation as JSON

        Example:
          dlt ibp change caps --size 20M --duration 3d
        """;
  }

  @Override
  public void run(String[] arguments, IbpClient client)
      throws UsageException, IOException, InterruptedException {
    Arguments given =
        Arguments.read(arguments, List.of("size", "duration", "reliability"), List.of("json"));
    Capability manage = Capabilities.find(given.words("CAPS").get(0), CapabilityKind.MANAGE);
    Optional<Long> size = given.size("size");
    Optional<Duration> lease = given.duration("duration");
    Optional<String> kind = given.text("reliability");
    if (size.isEmpty() && lease.isEmpty() && kind.isEmpty()) {
      throw new UsageException("nothing to change: --size, --duration or --reliability");
    }
    Reliability wanted = kind.isPresent() ? reliability(kind.get()) : null;
    change(client, manage, size, lease, Optional.ofNullable(wanted));
    new Answer(given).print(Answers.await(client.probe(manage)));
  }

  /** The protocol sets all at once: what is not to change is asked for first. */
  static void change(
      IbpClient client,
      Capability manage,
      Optional<Long> size,
      Optional<Duration> lease,
      Optional<Reliability> reliability)
      throws IOException, InterruptedException {
    AllocationStatus now = Answers.await(client.probe(manage));
    long seconds = lease.map(Duration::toSeconds).orElse(-1L);
    Answers.await(
        client.change(
            manage, size.orElse(now.maxSize()), seconds, reliability.orElse(now.reliability())));
  }

  private static Reliability reliability(String text) throws UsageException {
    try {
      return Reliability.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--reliability is hard or soft, not " + text);
    }
  }
}
