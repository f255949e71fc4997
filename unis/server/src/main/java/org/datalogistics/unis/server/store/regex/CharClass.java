package org.datalogistics.unis.server.store.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/** A set of code points. */
final class CharClass {

  static final IntPredicate DIGIT = Character::isDigit;
  static final IntPredicate WORD = c -> c == '_' || Character.isLetterOrDigit(c);
  static final IntPredicate SPACE = c -> Character.isWhitespace(c) || Character.isSpaceChar(c);

  private final List<IntPredicate> members = new ArrayList<>();

  CharClass add(IntPredicate part) {
    members.add(part);
    return this;
  }

  CharClass addRange(int from, int to) {
    return add(c -> c >= from && c <= to);
  }

  /** The set, without regard to case when so asked. */
  IntPredicate finish(boolean negated, boolean ignoreCase) {
    List<IntPredicate> parts = List.copyOf(members);
    IntPredicate plain = c -> anyOf(parts, c);
    IntPredicate cased = ignoreCase ? c -> anyCase(plain, c) : plain;
    return negated ? cased.negate() : cased;
  }

  private static boolean anyOf(List<IntPredicate> parts, int c) {
    for (IntPredicate part : parts) {
      if (part.test(c)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyCase(IntPredicate set, int c) {
    return set.test(c)
        || set.test(Character.toLowerCase(c))
        || set.test(Character.toUpperCase(c))
        || set.test(fold(c));
  }

  /** One code point. */
  static IntPredicate of(int codePoint, boolean ignoreCase) {
    if (!ignoreCase) {
      return c -> c == codePoint;
    }
    int folded = fold(codePoint);
    return c -> c == codePoint || fold(c) == folded || Character.toLowerCase(c) == codePoint;
  }

  /** Equal for code points that differ only in case. */
  static int fold(int c) {
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  /** The set that an escape such as {@code \d} stands for. */
  static Optional<IntPredicate> escape(char letter) {
    return switch (letter) {
      case 'd' -> Optional.of(DIGIT);
      case 'D' -> Optional.of(DIGIT.negate());
      case 'w' -> Optional.of(WORD);
      case 'W' -> Optional.of(WORD.negate());
      case 's' -> Optional.of(SPACE);
      case 'S' -> Optional.of(SPACE.negate());
      default -> Optional.empty();
    };
  }

  /** The set of a name such as {@code alpha} in {@code [:alpha:]}. */
  static Optional<IntPredicate> named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "alpha" -> Optional.of(Character::isLetter);
      case "digit" -> Optional.of(DIGIT);
      case "alnum" -> Optional.of(Character::isLetterOrDigit);
      case "upper" -> Optional.of(Character::isUpperCase);
      case "lower" -> Optional.of(Character::isLowerCase);
      case "space" -> Optional.of(SPACE);
      case "word" -> Optional.of(WORD);
      case "xdigit" -> Optional.of(c -> c < 128 && Character.digit(c, 16) >= 0);
      case "punct" -> Optional.of(c -> c > 32 && c < 127 && !Character.isLetterOrDigit(c));
      default -> Optional.empty();
    };
  }
}
