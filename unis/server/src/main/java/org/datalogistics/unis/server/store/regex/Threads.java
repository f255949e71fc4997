package org.datalogistics.unis.server.store.regex;

import java.util.Arrays;

/** The steps that the machine is at, each once, and those still to be followed. */
final class Threads {

  private final int[] steps;
  private final int[] pending;
  private final int[] visited; // in which round
  private int count;
  private int waiting;
  private int round = 1;

  Threads(int size) {
    steps = new int[size + 1];
    pending = new int[2 * size + 4];
    visited = new int[size + 1];
  }

  void clear() {
    count = 0;
    if (++round == Integer.MAX_VALUE) {
      Arrays.fill(visited, 0);
      round = 1;
    }
  }

  /** Notes a step; false when it has been seen since the last {@link #clear}. */
  boolean visit(int step) {
    boolean isNew = visited[step] != round;
    visited[step] = round;
    return isNew;
  }

  void add(int step) {
    steps[count++] = step;
  }

  int count() {
    return count;
  }

  int step(int index) {
    return steps[index];
  }

  void push(int step) {
    pending[waiting++] = step;
  }

  /** The last one pushed, or a negative number. */
  int pop() {
    return waiting == 0 ? -1 : pending[--waiting];
  }
}
