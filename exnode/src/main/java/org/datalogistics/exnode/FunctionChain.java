package org.datalogistics.exnode;

import java.util.List;

/**
 * How a mapping's bytes were conditioned before they were stored (exNode spec 2.5); data only.
 *
 * @param steps in the order in which they were applied to the user's data; undone from the last to
 *     the first. In the XML form the last is the outermost
 */
public record FunctionChain(List<ConditioningStep> steps) {

  /** Raw bytes. */
  public static final FunctionChain NONE = new FunctionChain(List.of());

  public FunctionChain {
    steps = List.copyOf(steps);
  }

  /** The given steps, the one applied first at the front. */
  public static FunctionChain of(ConditioningStep... steps) {
    return steps.length == 0 ? NONE : new FunctionChain(List.of(steps));
  }

  public boolean isEmpty() {
    return steps.isEmpty();
  }

  @Override
  public String toString() {
    return steps.isEmpty() ? "raw" : steps.toString();
  }
}
