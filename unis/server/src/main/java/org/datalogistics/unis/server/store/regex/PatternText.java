package org.datalogistics.unis.server.store.regex;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of an expression with a place to read on from. */
final class PatternText {

  private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,4}(,\\d{0,4})?|,\\d{1,4})\\}");
  private static final int END = -1;

  private final String source;
  private int place;

  PatternText(String source) {
    this.source = source;
  }

  boolean atEnd() {
    return place == source.length();
  }

  /** The next code point, or a negative number at the end. */
  int peek() {
    return atEnd() ? END : source.codePointAt(place);
  }

  int next() {
    if (atEnd()) {
      throw wrong("the end where more is needed");
    }
    int c = source.codePointAt(place);
    place += Character.charCount(c);
    return c;
  }

  boolean skip(String word) {
    boolean found = source.startsWith(word, place);
    place += found ? word.length() : 0;
    return found;
  }

  void expect(String word) {
    if (!skip(word)) {
      throw wrong("no '" + word + "' where one is needed");
    }
  }

  void skipName() {
    int end = source.indexOf('>', place);
    if (end < 0 || !source.substring(place, end).matches("\\w+")) {
      throw wrong("a bad name of a group");
    }
    place = end + 1;
  }

  /** What stands before a given end, which is skipped, too; empty when there is no such end. */
  Optional<String> upTo(String end) {
    int found = source.indexOf(end, place);
    if (found < 0) {
      return Optional.empty();
    }
    String before = source.substring(place, found);
    place = found + end.length();
    return Optional.of(before);
  }

  /** Whether a counted repetition follows. */
  boolean isCount() {
    Matcher matcher = COUNT.matcher(source).region(place, source.length());
    return matcher.lookingAt();
  }

  int number(int otherwise) {
    int from = place;
    while (!atEnd() && source.charAt(place) >= '0' && source.charAt(place) <= '9') {
      place++;
    }
    return place == from ? otherwise : Integer.parseInt(source.substring(from, place));
  }

  /** The character behind a backslash. */
  int peekEscape() {
    if (atEnd()) {
      throw wrong("a backslash at the end");
    }
    return peek();
  }

  /** Reads an escape like {@code \d}, if it is one. */
  Optional<IntPredicate> setOfEscape() {
    int c = peekEscape();
    Optional<IntPredicate> set = c < 128 ? CharClass.escape((char) c) : Optional.empty();
    if (set.isPresent()) {
      next();
    }
    return set;
  }

  /** Reads an escape that stands for one code point. */
  int codePointOfEscape() {
    int c = next();
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'f' -> '\f';
      case 'v' -> 0x0b;
      case 'a' -> 0x07;
      case '0' -> 0;
      case 'x' -> skip("{") ? hex(upTo("}").orElse("")) : hex(digits(2));
      case 'u' -> hex(digits(4));
      default -> {
        if (c < 128 && Character.isLetterOrDigit(c)) {
          throw wrong("\\" + (char) c + ", which is not supported");
        }
        yield c;
      }
    };
  }

  private String digits(int count) {
    int end = place + count;
    if (end > source.length()) {
      throw wrong("fewer than " + count + " digits");
    }
    String digits = source.substring(place, end);
    place = end;
    return digits;
  }

  private int hex(String digits) {
    if (!digits.matches("[0-9A-Fa-f]{1,6}")) {
      throw wrong("'" + digits + "' for a hexadecimal number");
    }
    int codePoint = Integer.parseInt(digits, 16);
    if (!Character.isValidCodePoint(codePoint)) {
      throw wrong(digits + ", which is no code point");
    }
    return codePoint;
  }

  PatternException wrong(String what) {
    return new PatternException(what + " at character " + place);
  }
}
