import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Options of a program that all take a value. */
final class Arguments {
  private final Map<String, String> values = new HashMap<>();

  /** Ends the program if it is asked for something unknown. */
  Arguments(String[] args, Set<String> known) {
    for (int i = 0; i < args.length; i += 2) {
      if (!known.contains(args[i]) || i + 1 == args.length) {
        System.err.println("unknown option or no value: " + args[i] + "; known: " + known);
        System.exit(2);
      }
      values.put(args[i], args[i + 1]);
    }
  }

  String text(String option, String byDefault) {
    return values.getOrDefault(option, byDefault);
  }

  long number(String option, long byDefault) {
    return Long.parseLong(text(option, Long.toString(byDefault)));
  }
}
