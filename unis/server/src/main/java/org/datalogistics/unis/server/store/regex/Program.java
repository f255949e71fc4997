package org.datalogistics.unis.server.store.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * An expression as steps of a machine without memory. A step takes a code point out of a set,
 * checks a place, or leads on to one or two other steps.
 */
final class Program {

  /** What a step does. */
  private sealed interface Step {}

  /** Takes a code point, then the next step. */
  private record Take(IntPredicate set) implements Step {}

  /** Checks a place, then the next step. */
  private record Check(Place place) implements Step {}

  /** Goes both ways. */
  private static final class Fork implements Step {
    int one;
    int other;
  }

  private static final int VISITS_PER_STEP = 10;

  private final int maxSize;
  private final List<Step> building = new ArrayList<>();
  private Step[] steps = {};
  private int emitted;

  private Program(int maxSize) {
    this.maxSize = maxSize;
  }

  /**
   * Makes the steps of an expression.
   *
   * @throws PatternException when there are more than {@code maxSize}
   */
  static Program of(Node node, int maxSize) {
    Program program = new Program(maxSize);
    program.emit(node);
    program.steps = program.building.toArray(new Step[0]);
    return program;
  }

  /** The number of steps; that behind the last one is the end of the expression. */
  int size() {
    return steps.length;
  }

  /** Whether the step takes this code point. */
  boolean takes(int step, int codePoint) {
    return ((Take) steps[step]).set().test(codePoint);
  }

  /** Adds a step and all that it leads to without taking a code point. */
  void follow(int first, String text, int at, Threads threads) {
    threads.push(first);
    for (int step = threads.pop(); step >= 0; step = threads.pop()) {
      if (!threads.visit(step)) {
        continue;
      }
      if (step == steps.length) {
        threads.add(step);
      } else if (steps[step] instanceof Fork fork) {
        threads.push(fork.other);
        threads.push(fork.one);
      } else if (steps[step] instanceof Check check) {
        if (check.place().holds(text, at)) {
          threads.push(step + 1);
        }
      } else {
        threads.add(step);
      }
    }
  }

  private <T extends Step> T emit(T step) {
    if (building.size() == maxSize) {
      throw tooLarge();
    }
    building.add(step);
    return step;
  }

  private PatternException tooLarge() {
    return new PatternException(
        "it is too large: more than " + maxSize + " steps with its repetitions written out");
  }

  private void emit(Node node) {
    if (++emitted > VISITS_PER_STEP * maxSize) { // repetitions of nothing make no step
      throw tooLarge();
    }
    if (node instanceof Node.One one) {
      emit(new Take(one.set()));
    } else if (node instanceof Node.At at) {
      emit(new Check(at.place()));
    } else if (node instanceof Node.Sequence sequence) {
      sequence.parts().forEach(this::emit);
    } else if (node instanceof Node.Choice choice) {
      emit(choice);
    } else if (node instanceof Node.Repeat repeat) {
      emit(repeat);
    }
  }

  private void emit(Node.Choice choice) {
    List<Fork> ends = new ArrayList<>();
    int last = choice.parts().size() - 1;
    for (int i = 0; i < last; i++) {
      Fork fork = emit(new Fork());
      fork.one = building.size();
      emit(choice.parts().get(i));
      ends.add(emit(new Fork()));
      fork.other = building.size();
    }
    emit(choice.parts().get(last));
    for (Fork end : ends) {
      end.one = building.size();
      end.other = building.size();
    }
  }

  private void emit(Node.Repeat repeat) {
    for (int i = 0; i < repeat.least(); i++) {
      emit(repeat.part());
    }
    if (repeat.most() == Node.UNLIMITED) {
      Fork fork = emit(new Fork());
      int begin = building.size() - 1;
      fork.one = building.size();
      emit(repeat.part());
      Fork back = emit(new Fork());
      back.one = begin;
      back.other = begin;
      fork.other = building.size();
      return;
    }
    List<Fork> exits = new ArrayList<>();
    for (int i = repeat.least(); i < repeat.most(); i++) {
      Fork fork = emit(new Fork());
      fork.one = building.size();
      exits.add(fork);
      emit(repeat.part());
    }
    exits.forEach(fork -> fork.other = building.size());
  }
}
