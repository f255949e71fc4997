package org.datalogistics.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class SeededFailureTest {
  @Test
  void failureSaysWhatWentWrongAndHowToSeeItAgain() {
    AssertionError failure = new AssertionError("1 is not 2");

    assertThat(SeededFailure.of(77, failure))
        .isInstanceOf(AssertionError.class)
        .hasMessage("1 is not 2%nagain with -Ddlt.seed=77".formatted())
        .hasCause(failure);
  }

  @Test
  void exceptionIsNamedWithItsType() {
    assertThat(SeededFailure.of(77, new IllegalStateException("closed")))
        .hasMessageStartingWith("java.lang.IllegalStateException: closed");
  }

  @Test
  void assumptionThatDoesNotHoldStaysOne() {
    TestAbortedException aborted = new TestAbortedException("no such machine");

    assertThat(SeededFailure.of(77, aborted)).isSameAs(aborted);
  }
}
