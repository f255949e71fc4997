package org.datalogistics.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives tests, and what is set up around them, a {@link SeededRandom} parameter; all of one test
 * share one generator.
 *
 * <p>A failing test reports the seed to run it again with.
 */
public final class SeededRandomExtension
    implements ParameterResolver, TestExecutionExceptionHandler {
  private static final Namespace NAMESPACE = Namespace.create(SeededRandomExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SeededRandom.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(SeededRandom.class, key -> SeededRandom.create(), SeededRandom.class);
  }

  /** Makes {@code random} the generator of the test of this context. */
  static void use(SeededRandom random, ExtensionContext context) {
    context.getStore(NAMESPACE).put(SeededRandom.class, random);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    SeededRandom used = context.getStore(NAMESPACE).get(SeededRandom.class, SeededRandom.class);
    throw used == null ? failure : SeededFailure.of(used.seed(), failure);
  }
}
