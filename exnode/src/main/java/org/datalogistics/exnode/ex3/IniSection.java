package org.datalogistics.exnode.ex3;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datalogistics.exnode.ExNodeFormatException;

/** One section of an {@link IniDocument}. */
final class IniSection {
  private final String name;
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  IniSection(String name) {
    this.name = name;
  }

  void add(String key, String value) {
    values.computeIfAbsent(key, any -> new ArrayList<>()).add(value);
  }

  String name() {
    return name;
  }

  /** All values of a key, as written. */
  List<String> raw(String key) {
    return values.getOrDefault(key, List.of());
  }

  /** The first value of a key; empty when it is absent or empty. */
  Optional<String> text(String key) {
    return raw(key).stream().findFirst().map(IniSection::unescaped).filter(text -> !text.isEmpty());
  }

  String required(String key) throws ExNodeFormatException {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      throw error("it has no " + key);
    }
    return text.get();
  }

  /** A number of 0 or more. */
  long number(String key, long otherwise) throws ExNodeFormatException {
    Optional<String> text = text(key);
    return text.isEmpty() ? otherwise : number(text.get(), key);
  }

  /** A number from {@code least} to {@code most}. */
  int small(String key, int otherwise, int least, int most) throws ExNodeFormatException {
    long number = number(key, otherwise);
    if (number < least || number > most) {
      throw error(key + " is " + number + ", not from " + least + " to " + most);
    }
    return (int) number;
  }

  long number(String text, String what) throws ExNodeFormatException {
    try {
      long number = Long.parseLong(text.strip());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw error(what + " is not a whole number");
    }
    throw error(what + " is negative");
  }

  /** The parts of a value between colons that are not escaped. */
  static List<String> parts(String value) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        part.append(value.charAt(++i));
      } else if (c == ':') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  private static String unescaped(String value) {
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean escape = c == '\\' && i + 1 < value.length();
      text.append(escape ? value.charAt(++i) : c);
    }
    return text.toString();
  }

  ExNodeFormatException error(String reason) {
    return new ExNodeFormatException("[" + IniDocument.shortened(name) + "]", reason);
  }
}
