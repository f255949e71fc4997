package org.datalogistics.depot.access;

import java.net.InetAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which clients may connect, and which commands are for whom.
 *
 * @param clients others are closed as they connect
 * @param commands a rule for each group; groups that are missing are open
 */
public record Access(AddressRules clients, Map<CommandGroup, AccessRule> commands) {
  private static final AccessRule OPEN = new AccessRule.Open();

  /** Everybody; the commands of the operator for who is on the same machine. */
  public static final Access USUAL = of(AddressRules.OPEN, List.of());

  public Access {
    commands = Map.copyOf(commands);
  }

  /**
   * With rules as {@code GROUP=RULE}: a group is {@code default} or called as in {@link
   * CommandGroup}, the rule as in {@link AccessRule#parse}. The default is for all groups but those
   * of the operator, which are local unless they have a rule of their own.
   *
   * @throws IllegalArgumentException naming the rule that is none
   */
  public static Access of(AddressRules clients, List<String> rules) {
    Map<CommandGroup, AccessRule> commands = new EnumMap<>(CommandGroup.class);
    AccessRule byDefault = OPEN;
    for (String text : rules) {
      int equals = text.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("not GROUP=RULE: " + text);
      }
      String name = text.substring(0, equals).strip();
      AccessRule rule = AccessRule.parse(text.substring(equals + 1));
      if (name.equals("default")) {
        byDefault = rule;
      } else {
        commands.put(group(name), rule);
      }
    }
    for (CommandGroup group : CommandGroup.values()) {
      commands.putIfAbsent(
          group, group == CommandGroup.INTERNAL ? new AccessRule.Local() : byDefault);
    }
    return new Access(clients, commands);
  }

  private static CommandGroup group(String name) {
    try {
      return CommandGroup.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      List<String> known =
          List.of(CommandGroup.values()).stream().map(CommandGroup::label).toList();
      throw new IllegalArgumentException(
          "no group of commands: " + name + "; there are default, " + String.join(", ", known), e);
    }
  }

  /**
   * Whether a client may use a command.
   *
   * @param here the depot's own address on the connection
   */
  public boolean allows(CommandGroup group, InetAddress client, InetAddress here) {
    AccessRule rule = commands.get(group);
    return rule == null || rule.allows(client, here);
  }
}
