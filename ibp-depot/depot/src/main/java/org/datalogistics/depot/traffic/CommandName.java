package org.datalogistics.depot.traffic;

import java.util.Locale;
import org.datalogistics.ibp.IbpCommand;

/** The names of commands in counts: of a fixed set, whatever clients send. */
public final class CommandName {
  /** A line that is no command. */
  public static final String UNREADABLE = "unreadable";

  private static final ClassValue<String> NAMES =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          return type.getSimpleName()
              .replaceAll("([a-z])([A-Z])", "$1_$2")
              .toLowerCase(Locale.ROOT);
        }
      };

  private CommandName() {}

  /** Such as {@code allocate} or {@code vec_write}. */
  public static String of(IbpCommand command) {
    return NAMES.get(command.getClass());
  }
}
