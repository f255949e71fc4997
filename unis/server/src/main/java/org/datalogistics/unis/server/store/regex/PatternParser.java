package org.datalogistics.unis.server.store.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Reads the syntax that PCRE and Python share, as far as it can be matched in linear time. */
final class PatternParser {

  private static final int MAX_DEPTH = 100;

  private final PatternText text;
  private Flags flags;
  private int depth;

  private PatternParser(String source, boolean ignoreCase) {
    this.text = new PatternText(source);
    this.flags = new Flags(ignoreCase, false, false);
  }

  /** What {@code (?ims)} switches. */
  private record Flags(boolean ignoreCase, boolean multiLine, boolean dotAll) {
    Flags with(char letter, boolean on) {
      return switch (letter) {
        case 'i' -> new Flags(on, multiLine, dotAll);
        case 'm' -> new Flags(ignoreCase, on, dotAll);
        case 's' -> new Flags(ignoreCase, multiLine, on);
        default -> throw new PatternException("the flag '" + letter + "' is not supported");
      };
    }
  }

  static Node parse(String source, boolean ignoreCase) {
    PatternParser parser = new PatternParser(source, ignoreCase);
    Node node = parser.choice();
    if (!parser.text.atEnd()) {
      throw parser.text.wrong("a ')' without a '('");
    }
    return node;
  }

  private Node choice() {
    Flags before = flags;
    List<Node> parts = new ArrayList<>();
    do {
      parts.add(sequence());
    } while (text.skip("|"));
    flags = before; // flags switched inside a group end with it
    return parts.size() == 1 ? parts.get(0) : new Node.Choice(parts);
  }

  private Node sequence() {
    List<Node> parts = new ArrayList<>();
    while (!text.atEnd() && text.peek() != '|' && text.peek() != ')') {
      parts.add(repeated());
    }
    return parts.size() == 1 ? parts.get(0) : new Node.Sequence(parts);
  }

  private Node repeated() {
    Node node = single();
    if (text.atEnd()) {
      return node;
    }
    Node result =
        switch (text.peek()) {
          case '*' -> counted(node, 0, Node.UNLIMITED);
          case '+' -> counted(node, 1, Node.UNLIMITED);
          case '?' -> counted(node, 0, 1);
          case '{' -> braces(node);
          default -> node;
        };
    if (result != node) {
      text.skip("?"); // how greedy it is cannot change whether it matches
      if (!text.atEnd() && (isStar(text.peek()) || text.isCount())) {
        throw text.wrong("a repetition of a repetition");
      }
    }
    return result;
  }

  private static boolean isStar(int c) {
    return c == '*' || c == '+' || c == '?';
  }

  private Node counted(Node node, int least, int most) {
    text.next();
    return new Node.Repeat(node, least, most);
  }

  private Node braces(Node node) {
    if (!text.isCount()) {
      return node; // an ordinary brace, and the next thing to read
    }
    text.next();
    int least = text.number(0);
    int most = text.skip(",") ? text.number(Node.UNLIMITED) : least;
    text.expect("}");
    if (most != Node.UNLIMITED && most < least) {
      throw text.wrong("a repetition of at least " + least + " and at most " + most);
    }
    return new Node.Repeat(node, least, most);
  }

  private Node single() {
    int c = text.next();
    return switch (c) {
      case '.' -> {
        boolean all = flags.dotAll();
        yield new Node.One(any -> all || any != '\n');
      }
      case '^' -> new Node.At(flags.multiLine() ? Place.LINE_BEGIN : Place.TEXT_BEGIN);
      case '$' -> new Node.At(flags.multiLine() ? Place.LINE_END : Place.LAST_LINE_END);
      case '[' -> new Node.One(ClassParser.parse(text, flags.ignoreCase()));
      case '(' -> group();
      case '\\' -> escape();
      case '*', '+', '?' -> throw text.wrong("a repetition of nothing");
      default -> new Node.One(CharClass.of(c, flags.ignoreCase()));
    };
  }

  private Node escape() {
    return switch (text.peekEscape()) {
      case 'A' -> at(Place.TEXT_BEGIN);
      case 'z' -> at(Place.TEXT_END);
      case 'Z' -> at(Place.LAST_LINE_END);
      case 'b' -> at(Place.WORD_EDGE);
      case 'B' -> at(Place.NO_WORD_EDGE);
      default -> {
        Optional<IntPredicate> set = text.setOfEscape();
        yield new Node.One(
            set.isPresent()
                ? set.get()
                : CharClass.of(text.codePointOfEscape(), flags.ignoreCase()));
      }
    };
  }

  private Node at(Place place) {
    text.next();
    return new Node.At(place);
  }

  private Node group() {
    if (++depth > MAX_DEPTH) {
      throw text.wrong("more than " + MAX_DEPTH + " groups in each other");
    }
    Node node = text.skip("?") ? special() : choice();
    text.expect(")");
    depth--;
    return node;
  }

  /** What follows {@code (?}: names, flags; everything else cannot be matched in linear time. */
  private Node special() {
    if (text.skip(":")) {
      return choice();
    }
    if (text.skip("P<") || (text.skip("<") && Character.isLetter(text.peek()))) {
      text.skipName();
      return choice();
    }
    Flags before = flags;
    boolean on = true;
    while (Character.isLetter(text.peek()) || text.peek() == '-') {
      int letter = text.next();
      if (letter == '-') {
        on = false;
      } else {
        flags = flags.with((char) letter, on);
      }
    }
    if (text.peek() == ')') {
      return new Node.Sequence(List.of()); // the flags hold to the end of the group around
    }
    text.expect(":");
    Node node = choice();
    flags = before;
    return node;
  }
}
