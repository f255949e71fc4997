package org.datalogistics.unis.server.store.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternTest {

  private static final int SIZE = 2_000;

  private static boolean find(String expression, String text) {
    return LinearPattern.compile(expression, false, SIZE).find(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '~',
      value = {
        "b abc",
        "^a abc",
        "c$ abc",
        "^abc$ abc",
        "a.c abc",
        "a.c a😀c",
        "[a-c]x bx",
        "[^a-c]x dx",
        "[]a]x ]x",
        "[^]a]x bx",
        "[a-]x -x",
        "[\\]]x ]x",
        "[\\d-]x -x",
        "[[:alpha:]]1 é1",
        "[[:^digit:]]1 a1",
        "\\d\\D\\w\\W 1aä!",
        "\\bb a-b",
        "\\Bb ab",
        "a{2} aa",
        "a{2,} aaaa",
        "^a{,2}$ aa",
        "a{x a{x",
        "a{ a{",
        "{a} {a}",
        "a{1,x} a{1,x}",
        "x*?y y",
        "(ab|c)+d abcabd",
        "(?:a|b)c bc",
        "(?P<name>a)b ab",
        "(?<n>a)b ab",
        "(?i)AB ab",
        "(?i:A)b ab",
        "a|b|c c",
        "()a a",
        "(a|)b b",
        "\\x41\\u00e4\\x{1F600} Aä😀",
        "\\.\\*\\/ .*/",
        "\\Aa\\z a",
        "a\\Z a",
        "ä Xä",
        "(a*)* b",
        "(a*)+b b",
        "(?i-i)a|b b"
      })
  void finds(String expression, String text) {
    assertThat(find(expression, text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '~',
      value = {
        "x abc",
        "^b abc",
        "b$ abc",
        "A a",
        "a.c ac",
        "^a{2}$ aaa",
        "^a{2}$ a",
        "^a{,2}$ aaa",
        "[^a-c] b",
        "\\bb ab",
        "(?i:A)B ab",
        "((?i)A)B ab",
        "^(ab)*$ aba",
        "\\d a",
        "[a-c] d",
        "^()$ a",
        "a\\z ab"
      })
  void doesNotFind(String expression, String text) {
    assertThat(find(expression, text)).isFalse();
  }

  @Test
  void linesCountWhereAskedFor() {
    assertThat(find("a$", "a\n")).isTrue();
    assertThat(find("a$", "a\nb")).isFalse();
    assertThat(find("(?m)a$", "a\nb")).isTrue();
    assertThat(find("(?m)^b", "a\nb")).isTrue();
    assertThat(find("^b", "a\nb")).isFalse();
    assertThat(find("a.b", "a\nb")).isFalse();
    assertThat(find("(?s)a.b", "a\nb")).isTrue();
    assertThat(find("a\\z", "a\n")).isFalse();
  }

  @Test
  void caseIsIgnoredInAllScripts() {
    for (String pair : new String[] {"äÄ", "σς", "Σς", "k\u212a", "sſ", "\u10d0\u1c90", "жЖ"}) {
      String a = pair.substring(0, 1);
      String b = pair.substring(1);
      for (String expression : new String[] {a, "[" + a + "]", "[^x" + a + "]"}) {
        boolean expected = !expression.startsWith("[^");
        assertThat(LinearPattern.compile(expression, true, SIZE).matches(b))
            .as(expression + " on " + b)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void onlyThreeAsciiLettersHaveRelativesBeyondAscii() {
    for (char letter = 'a'; letter <= 'z'; letter++) {
      LinearPattern pattern = LinearPattern.compile(String.valueOf(letter), true, SIZE);
      for (int c = 128; c <= Character.MAX_CODE_POINT; c++) {
        if (!Character.isSurrogate((char) c) && Character.isLetter(c)) {
          boolean allowed = "iks".indexOf(letter) >= 0;
          assertThat(allowed || !pattern.matches(Character.toString(c))).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "a)",
        "(a",
        "[a",
        "[",
        "[]",
        "[b-a]",
        "*",
        "+a",
        "a**",
        "a{2}{3}",
        "a{3,2}",
        "\\",
        "[\\",
        "(?=a)",
        "(?!a)",
        "(?<=a)b",
        "(?>a)",
        "(a)\\1",
        "\\k<a>",
        "\\pL",
        "\\Q",
        "(?x)a",
        "(?P<a b>c)",
        "(?P=a)",
        "(?",
        "(?i",
        "\\x",
        "\\xg0",
        "\\x{110000}",
        "\\u12",
        "[[:foo:]]",
        "a{9999}",
        "(a{99}){99}",
        "a++"
      })
  void refuses(String expression) {
    assertThatThrownBy(() -> LinearPattern.compile(expression, false, SIZE))
        .isInstanceOf(PatternException.class)
        .message()
        .isNotBlank();
  }

  /**
   * Without multi-line mode and counted groups: there the JDK misses matches at an empty last line
   * and with empty repetitions.
   */
  @SeededTest(cases = 300)
  void agreesWithTheEngineOfTheJdk(SeededRandom random) {
    for (int i = 0; i < 30; i++) {
      String expression = expression(random, 3);
      boolean ignoreCase = random.nextBoolean();
      int flags = Pattern.UNIX_LINES | (ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
      Pattern judge = Pattern.compile(expression, flags);
      LinearPattern pattern = LinearPattern.compile(expression, ignoreCase, SIZE);
      for (int t = 0; t < 5; t++) {
        String text = random.string("abAB1 _\n", random.between(0, 8));
        assertThat(pattern.find(text))
            .as("find /%s/ in '%s'", expression, text)
            .isEqualTo(judge.matcher(text).find());
        assertThat(pattern.matches(text))
            .as("match /%s/ to '%s'", expression, text)
            .isEqualTo(judge.matcher(text).matches());
      }
    }
  }

  private static String expression(SeededRandom random, int depth) {
    StringBuilder expression = new StringBuilder();
    for (int i = random.between(0, 3); i >= 0; i--) {
      String atom = atom(random, depth);
      expression.append(atom);
      if (random.chance(0.3)) {
        expression.append(
            atom.startsWith("(")
                ? random.pick("*", "+", "?", "*?")
                : random.pick("*", "+", "?", "{2}", "{0,2}", "{1,}", "*?", "{2,3}?"));
      }
      if (random.chance(0.15)) {
        expression.append('|');
      }
    }
    return expression.toString();
  }

  private static String atom(SeededRandom random, int depth) {
    if (depth > 0 && random.chance(0.3)) {
      return random.pick("(", "(?:", "(?i:", "(?s:") + expression(random, depth - 1) + ")";
    }
    return random.pick(
        "a", "b", "A", "1", ".", "[ab]", "[^a]", "[a-b1]", "\\d", "\\w", "\\W", "\\s", "(?:^)",
        "(?:$)", "(?:\\b)", "(?:\\B)", "_", "\\x41");
  }
}
