package org.datalogistics.unis.server.store.regex;

import java.util.List;
import java.util.function.IntPredicate;

/** A parsed expression. */
sealed interface Node {

  /** One code point out of a set. */
  record One(IntPredicate set) implements Node {}

  /** A condition on the place between two code points. */
  record At(Place place) implements Node {}

  /** One behind the other; without parts, the empty text. */
  record Sequence(List<Node> parts) implements Node {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /** Any of these. */
  record Choice(List<Node> parts) implements Node {
    public Choice {
      parts = List.copyOf(parts);
    }
  }

  /** Repeated {@code least} to {@code most} times, {@link #UNLIMITED} for any number. */
  record Repeat(Node part, int least, int most) implements Node {}

  int UNLIMITED = -1;
}
