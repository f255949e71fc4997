package org.datalogistics.unis.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {

  @Test
  void searchFindsAnywhereWholeMatchesAll() {
    assertThat(TextPattern.search("o", true).matches("FOO")).isTrue();
    assertThat(TextPattern.search("o", false).matches("FOO")).isFalse();
    assertThat(TextPattern.whole("fo", true).matches("FOO")).isFalse();
    assertThat(TextPattern.whole("fo+", true).matches("FOO")).isTrue();
    assertThat(TextPattern.search("^\u00e4", true).matches("\u00c4")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+$",
        "(a|a)*b",
        "(a|aa)+$",
        "(.*)*x",
        "(|){60}x",
        "((a?){40}){2}b",
        "(a*)*(a*)*c",
        "(x+x+)+y",
        "([a-z]+)*=",
        "(((){99}){99})z",
        "[r-\ufffd]+x",
        "[^r-\ufffd]*x",
        "(\u10d0|\u1c90|\u13a0)+x"
      })
  @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void noExpressionHoldsAThread(String expression) {
    String text = "a".repeat(50_000) + "!";
    TextPattern pattern;
    try {
      pattern = TextPattern.search(expression, true);
    } catch (QueryParseException e) {
      return; // refused is fine, too
    }
    Assertions.assertTimeout(Duration.ofSeconds(15), () -> pattern.matches(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{99}){99}){99}",
        "(((a{9}){9}){9}){99}{9}",
        "(((((a{9,}){9,}){9,}){9,}){9,}){9,}",
        "([^a]{100}){100}{10}",
        "((((\\pL{9}b){9}){9}){9}){9}",
        "(?:(?:[ab]{99}){99}){99}",
        "(\\)aaaaaaaaaaaaaaaaaaaa){900}",
        "(\\Q)\\Eaaaaaaaaaaaaaaaa){900}",
        "([[:alpha:])]aaaaaaaaaaaaaaaa){900}",
        "([])]aaaaaaaaaaaaaaaaaa){900}",
        "([\\])]aaaaaaaaaaaaaaaaaa){900}",
        "(a{1000}b{1000}){1000}",
        "(\\d{500}){500}",
        "a{1000}{1000}{1000}",
        "((((){9999}){9999}){9999}){9999}",
        "((((|){999}){999}){999}){999}"
      })
  void expressionsThatWouldGrowTooLargeAreRefused(String expression) {
    assertThatThrownBy(() -> TextPattern.search(expression, true))
        .isInstanceOf(QueryParseException.class);
  }

  @Test
  void longAndDeepExpressionsAreRefusedNotFatal() {
    for (String expression :
        new String[] {
          "a".repeat(5_000),
          "(".repeat(2_000),
          "(".repeat(1_000) + ")".repeat(1_000),
          "(?:".repeat(600) + "a" + ")*".repeat(120),
          "[".repeat(2_000),
          "a|".repeat(1_000)
        }) {
      try {
        TextPattern.search(expression, true).matches("aaa");
      } catch (QueryParseException e) {
        assertThat(e).message().isNotBlank();
      }
    }
  }

  /** The engine recurses; server threads have small stacks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a?){999}(a?){999}",
        "(a*){999}(b*){999}",
        "((a|b|c|d)?){900}",
        "(?:(?:a?b?)*){700}",
        "(\\pL?){999}",
        "(\\pL|\\PN){600}"
      })
  void littleStackIsEnoughOrTheExpressionIsRefused(String expression) throws Exception {
    StringBuilder trouble = new StringBuilder();
    Thread small =
        new Thread(
            null,
            () -> {
              try {
                TextPattern.search(expression, true).matches("abc".repeat(500) + "!");
              } catch (QueryParseException e) {
                assertThat(e).hasMessageContaining("expression");
              } catch (StackOverflowError | OutOfMemoryError e) {
                trouble.append(e);
              }
            },
            "small",
            400_000);
    small.start();
    small.join();
    assertThat(trouble).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        "(\\d{1,3}\\.){3}\\d{1,3}",
        "^urn:ogf:network:.*(node|port)=\\w{2,60}$"
      })
  void usualRepetitionsAreFine(String expression) {
    TextPattern.search(expression, true);
  }

  @Test
  void longTextIsRefusedToAnExpensiveExpression() {
    String text = "a".repeat(10_000_000);

    assertThat(TextPattern.search("A", true).matches(text)).isTrue();
    assertThatThrownBy(() -> TextPattern.search("(a{9}){99}b", true).matches(text))
        .isInstanceOf(QueryParseException.class)
        .hasMessageContaining("too long");
  }

  @Test
  void skeletonIsThereForPlainTextsOnly() {
    assertThat(TextPattern.search("a.b_k", true).skeleton()).contains("a\0b_\0");
    assertThat(TextPattern.search("a+", true).skeleton()).isEmpty();
    assertThat(TextPattern.search("\u00e4", true).skeleton()).isEmpty();
  }
}
