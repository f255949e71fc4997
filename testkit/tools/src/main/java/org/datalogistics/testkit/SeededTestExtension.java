package org.datalogistics.testkit;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs the cases of a {@link SeededTest}. */
final class SeededTestExtension implements TestTemplateInvocationContextProvider {
  private static final String CASES_PROPERTY = "dlt.cases";

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getTestMethod(), SeededTest.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    Long fixed = SeededRandom.fixedSeed();
    if (fixed != null) {
      return Stream.of(new Case(1, 1, fixed));
    }
    int declared =
        AnnotationSupport.findAnnotation(context.getTestMethod(), SeededTest.class)
            .map(SeededTest::cases)
            .orElse(1);
    int cases = Integer.getInteger(CASES_PROPERTY, declared);
    SplittableRandom seeds = new SplittableRandom(SeededRandom.freshSeed());
    return IntStream.rangeClosed(1, cases)
        .mapToObj(number -> new Case(number, cases, seeds.nextLong() >>> 16));
  }

  private record Case(int number, int of, long seed) implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int invocationIndex) {
      return "case " + number + " of " + of + ", seed " + seed;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      BeforeEachCallback seeding =
          context -> SeededRandomExtension.use(new SeededRandom(seed), context);
      return List.of(seeding);
    }
  }
}
