package org.datalogistics.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once per random case and takes its {@link SeededRandom} as a parameter.
 *
 * <p>A failing case names its seed. {@code -Ddlt.seed=SEED} runs that case alone, {@code
 * -Ddlt.cases=N} another number of cases than declared, for a long search by hand.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith({SeededTestExtension.class, SeededRandomExtension.class})
public @interface SeededTest {
  /** How many cases run. */
  int cases() default 100;
}
