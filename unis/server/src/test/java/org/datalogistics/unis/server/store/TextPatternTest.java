package org.datalogistics.unis.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {

  private static final String LONG_TEXT = "a".repeat(1 << 20) + "!";

  @Test
  void searchFindsAnywhereWholeMatchesAll() {
    assertThat(TextPattern.search("o", true).matches("FOO")).isTrue();
    assertThat(TextPattern.search("o", false).matches("FOO")).isFalse();
    assertThat(TextPattern.whole("fo", true).matches("FOO")).isFalse();
    assertThat(TextPattern.whole("fo+", true).matches("FOO")).isTrue();
    assertThat(TextPattern.search("^\u00e4", true).matches("\u00c4")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4} x0123ABCD-4567-89ab",
        "(\\d{1,3}\\.){3}\\d{1,3} at-10.0.200.1",
        "^urn:ogf:network:.*(node|port)=\\w{2,60}$ urn:ogf:network:iu.edu:node=n_1",
        "^(https?://)?([\\w.-]+\\.)*iu\\.edu(:\\d+)?(/.*)?$ http://a.b-c.iu.edu:8888/x/y",
        "LC8|9,1 LC80,91",
        "n1.*|n2.*|n3.*|n4.*|n5.*|n6.*|n7.*|n8.* n7",
        "(?=.*a)(?!.*c)b ba",
        "(.)\\1 abb",
        "(?<n>a|b)+? b",
        "\\p{Alpha}1 é1",
        "^\\w{2}$ éß"
      })
  void ordinaryExpressionsWork(String expression, String text) {
    assertThat(TextPattern.search(expression, true).matches(text)).isTrue();
  }

  @Test
  void linesEndAtLineFeeds() {
    assertThat(TextPattern.search("a.b", true).matches("a\rb")).isTrue();
    assertThat(TextPattern.search("a.b", true).matches("a\nb")).isFalse();
    assertThat(TextPattern.search("a$", true).matches("a\nb")).isFalse();
    assertThat(TextPattern.search("(?m)a$", true).matches("a\nb")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00e4\u00c4",
        "\u03c3\u03c2",
        "\u03a3\u03c2",
        "k\u212a",
        "s\u017f",
        "\u0436\u0416"
      })
  void caseIsIgnoredInAllScripts(String pair) {
    String one = pair.substring(0, 1);
    String other = pair.substring(1);

    assertThat(TextPattern.whole(one, true).matches(other)).isTrue();
    assertThat(TextPattern.whole("x?" + one, true).matches(other)).isTrue();
    assertThat(TextPattern.whole(one, false).matches(other)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+$",
        "(a|a)*b",
        "(a|aa)+$",
        "(a*)*(a*)*c",
        "(a+a+)+y",
        "([a-z]+)*=",
        "(.*)*x",
        ".*x",
        "(a*)\\1b",
        "[r-\ufffd]+x",
        "a+b",
        "([ab]{0,9}){0,9}(?!)"
      })
  @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void expensiveMatchesAreGivenUp(String expression) {
    answeredOrRefused(TextPattern.search(expression, true), LONG_TEXT);
    answeredOrRefused(TextPattern.whole(expression, true), LONG_TEXT);
  }

  @Test
  void theMessageSaysWhatIsTooExpensive() {
    assertThatThrownBy(() -> TextPattern.search("(a+)+$", true).matches(LONG_TEXT))
        .isInstanceOf(QueryParseException.class)
        .hasMessageContaining("'(a+)+$' is too expensive on a text of 1048577 characters");
    assertThatThrownBy(() -> TextPattern.whole("(x|x)*y", true).matches("x".repeat(200_000)))
        .isInstanceOf(QueryParseException.class)
        .hasMessageContaining("too expensive");
  }

  @Test
  void simpleExpressionsSearchLongTexts() {
    assertThat(TextPattern.search("!$", true).matches(LONG_TEXT)).isTrue();
    assertThat(TextPattern.search("B", true).matches(LONG_TEXT)).isFalse();
    assertThat(TextPattern.search("o+b", true).matches(LONG_TEXT)).isFalse();
    assertThat(TextPattern.whole("A*!", true).matches(LONG_TEXT)).isTrue();
  }

  /** The engine goes through all of these without a look at the text. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "()?",
        "^?",
        "$*",
        "\\b?",
        "\\Q\\E?",
        "(|^)",
        "(?:a?|b?)",
        "(?:a|b|)",
        "(?:(?=)|)",
        "(){99}",
        "()??"
      })
  void manyEmptyBranchesAreRefused(String branches) {
    assertThatThrownBy(() -> TextPattern.search(branches.repeat(60) + "(?:aa|bb){1,2}", true))
        .isInstanceOf(QueryParseException.class)
        .hasMessageContaining("too many repetitions");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((((){9999}){9999}){9999}){9999}",
        "((((|){999}){999}){999}){999}",
        "((a{99}){99}){99}{9999}",
        "(",
        "a)",
        "[a",
        "*",
        "a{3,2}",
        "a{99999999999}",
        "\\",
        "(?<=a)b",
        "(?<!a)b",
        "(?ix)a {9 9}",
        "[[:alpha:]]",
        "[^[:digit:]]",
        "(?P<n>a)"
      })
  void whatCannotBeUsedIsRefused(String expression) {
    assertThatThrownBy(() -> TextPattern.search(expression, true))
        .isInstanceOf(QueryParseException.class)
        .hasMessageContaining("cannot be used");
  }

  @Test
  void expressionsThatAreTooLongAreRefused() {
    assertThat(TextPattern.search("a".repeat(1000), true).matches(LONG_TEXT)).isTrue();
    assertThatThrownBy(() -> TextPattern.search("a".repeat(1001), true))
        .isInstanceOf(QueryParseException.class)
        .hasMessageContaining("1001 characters");
  }

  /**
   * Both the parser and the engine of the JDK recurse; a server's threads may have small stacks.
   */
  @ParameterizedTest
  @ValueSource(strings = {"(", "(?:", "[", "a|", "(a?", "(?=", "[^a"})
  void deepNestingIsAnsweredOrRefusedOnALittleStack(String open) throws Exception {
    String close = open.startsWith("[") ? "]" : open.startsWith("(") ? ")" : "";
    int depth = TextPattern.MAX_LENGTH / (open.length() + close.length());
    StringBuilder trouble = new StringBuilder();
    Runnable match =
        () -> {
          try {
            String expression = open.repeat(depth) + close.repeat(depth);
            answeredOrRefused(TextPattern.search(expression, true), "abc".repeat(500));
          } catch (QueryParseException e) {
            assertThat(e).hasMessageContaining("expression");
          } catch (Throwable e) {
            trouble.append(e);
          }
        };
    Thread small = new Thread(null, match, "small", 200_000);
    small.start();
    small.join();

    assertThat(trouble).isEmpty();
  }

  @SeededTest(cases = 20)
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void noExpressionHoldsAThread(SeededRandom random) {
    for (int i = 0; i < 50; i++) {
      StringBuilder expression = new StringBuilder();
      for (int n = random.between(1, 25); n > 0; n--) {
        expression.append(
            random.pick(
                "()",
                "()?",
                "^",
                "^?",
                "$",
                "\\b?",
                "\\z",
                "\\G",
                "(?!)",
                "(?=)",
                "(|a)",
                "(a*)*",
                "(?:a?|b?)",
                "(a+b?)+",
                "a*",
                "a",
                "b",
                ".*?",
                "\\1",
                "{9}",
                "{0,9}",
                "*",
                "?",
                "+",
                "(|",
                "(?:",
                ")",
                ")*",
                "[ab]{2}",
                "|",
                "\\Q\\E",
                "(?>a*)"));
      }
      String text = random.pick("", "a", "aab\n", "ab".repeat(200), "a".repeat(5_000));
      try {
        answeredOrRefused(TextPattern.search(expression.toString(), true), text);
      } catch (QueryParseException e) {
        assertThat(e).message().isNotBlank();
      }
    }
  }

  private static void answeredOrRefused(TextPattern pattern, String text) {
    try {
      pattern.matches(text);
    } catch (QueryParseException e) {
      assertThat(e).hasMessageContaining("too expensive");
    }
  }

  @Test
  void skeletonIsThereForPlainTextsOnly() {
    assertThat(TextPattern.search("a.b_k", true).skeleton()).contains("a\0b_\0");
    assertThat(TextPattern.search("a+", true).skeleton()).isEmpty();
    assertThat(TextPattern.search("\u00e4", true).skeleton()).isEmpty();
  }

  /** The letters that a skeleton leaves out; databases fold only ASCII. */
  @Test
  void onlyThreeAsciiLettersHaveRelativesBeyondAscii() {
    TextPattern others = TextPattern.whole("[a-hj-jl-rt-z]", true);
    for (int c = 128; c <= Character.MAX_CODE_POINT; c++) {
      if (Character.isLetter(c)) {
        assertThat(others.matches(Character.toString(c))).as(Character.getName(c)).isFalse();
      }
    }
  }
}
