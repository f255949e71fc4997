package org.datalogistics.unis.server.store.regex;

import java.util.Optional;
import java.util.function.IntPredicate;

/** Reads a set in brackets, behind the opening one. */
final class ClassParser {

  private final PatternText text;
  private final CharClass members = new CharClass();

  private ClassParser(PatternText text) {
    this.text = text;
  }

  static IntPredicate parse(PatternText text, boolean ignoreCase) {
    boolean negated = text.skip("^");
    ClassParser parser = new ClassParser(text);
    boolean first = true; // a bracket in the first place is an ordinary character
    while (first || text.peek() != ']') {
      parser.member();
      first = false;
    }
    text.next();
    return parser.members.finish(negated, ignoreCase);
  }

  private void member() {
    if (text.skip("[:")) {
      boolean not = text.skip("^");
      IntPredicate set =
          text.upTo(":]")
              .flatMap(CharClass::named)
              .orElseThrow(() -> text.wrong("an unknown class [:...:]"));
      members.add(not ? set.negate() : set);
      return;
    }
    int from = text.next();
    if (from == '\\') {
      Optional<IntPredicate> set = text.setOfEscape();
      if (set.isPresent()) {
        members.add(set.get());
        return;
      }
      from = escaped();
    }
    int to = from;
    if (text.skip("-")) {
      if (text.peek() == ']') {
        members.addRange('-', '-');
      } else {
        to = text.next();
        to = to == '\\' ? escaped() : to;
      }
    }
    if (to < from) {
      throw text.wrong("a range that runs backwards");
    }
    members.addRange(from, to);
  }

  private int escaped() {
    text.peekEscape();
    return text.skip("b") ? '\b' : text.codePointOfEscape();
  }
}
