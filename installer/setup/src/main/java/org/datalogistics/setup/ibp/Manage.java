package org.datalogistics.setup.ibp;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.client.IbpClient;

/** {@code dlt ibp manage}. */
final class Manage implements HandCommand {
  @Override
  public String help() {
    return """
        Usage: dlt ibp manage ACTION CAPS [OPTION]...

        Looks at an allocation or changes it.

          probe CAPS                             its size, references and lease
          extend CAPS --duration TIME            the lease ends that long from now
          resize CAPS --size SIZE                how much it may hold; never cuts data
          truncate CAPS --size SIZE              how much it may hold; cuts what is beyond
          increment CAPS [--counter read|write]  one more reference (read without)
          decrement CAPS [--counter read|write]  one less; without the last read reference it is gone

          CAPS     a manage capability, a file as allocate prints it, or - for standard input
          --json   the allocation as JSON

        Example:
          dlt ibp manage extend caps --duration 3d
        """;
  }

  @Override
  public void run(String[] arguments, IbpClient client)
      throws UsageException, IOException, InterruptedException {
    Arguments given =
        Arguments.read(arguments, List.of("duration", "size", "counter"), List.of("json"));
    List<String> words = given.words("ACTION", "CAPS");
    Action action = action(words.get(0));
    for (String option : List.of("duration", "size", "counter")) {
      if (given.text(option).isPresent() && !option.equals(action.option)) {
        throw new UsageException(words.get(0) + " has no option --" + option);
      }
    }
    Capability manage = Capabilities.find(words.get(1), CapabilityKind.MANAGE);
    switch (action) {
      case PROBE -> {
        // Nothing to change.
      }
      case EXTEND ->
          Change.change(
              client,
              manage,
              Optional.empty(),
              Optional.of(needed(given.duration("duration"), "duration")),
              Optional.empty());
      case RESIZE ->
          Change.change(
              client,
              manage,
              Optional.of(needed(given.size("size"), "size")),
              Optional.empty(),
              Optional.empty());
      case TRUNCATE -> Answers.await(client.truncate(manage, needed(given.size("size"), "size")));
      case INCREMENT -> Answers.await(client.increment(manage, counter(given)));
      case DECREMENT -> {
        boolean last =
            counter(given) == CapabilityKind.READ
                && Answers.await(client.probe(manage)).readCount() <= 1;
        Answers.await(client.decrement(manage, counter(given)));
        if (last) {
          System.out.println("that was the last read reference: the allocation is gone");
          return;
        }
      }
    }
    new Answer(given).print(Answers.await(client.probe(manage)));
  }

  private enum Action {
    PROBE(""),
    EXTEND("duration"),
    RESIZE("size"),
    TRUNCATE("size"),
    INCREMENT("counter"),
    DECREMENT("counter");

    private final String option;

    Action(String option) {
      this.option = option;
    }
  }

  private static Action action(String text) throws UsageException {
    try {
      return Action.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "ACTION is probe, extend, resize, truncate, increment or decrement, not " + text);
    }
  }

  private static <T> T needed(Optional<T> value, String option) throws UsageException {
    return value.orElseThrow(() -> new UsageException("--" + option + " is missing"));
  }

  /** The option {@code --counter}. */
  static CapabilityKind counter(Arguments given) throws UsageException {
    return switch (given.text("counter").orElse("read")) {
      case "read" -> CapabilityKind.READ;
      case "write" -> CapabilityKind.WRITE;
      default -> throw new UsageException("--counter is read or write");
    };
  }
}
