package org.datalogistics.setup.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.datalogistics.setup.term.Terminal.Colour;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static Properties properties(String... names) {
    Properties properties = new Properties();
    for (String name : names) {
      properties.setProperty(name, "yes");
    }
    return properties;
  }

  @Test
  void coloursNeedATerminalThatKnowsThem() {
    Map<String, String> usual = Map.of("TERM", "xterm-256color");

    assertThat(Terminal.of(properties("dlt.terminal"), usual, 80).colours()).isTrue();
    assertThat(Terminal.of(properties(), usual, 80).colours()).isFalse();
    assertThat(Terminal.of(properties("dlt.terminal"), Map.of(), 80).colours()).isFalse();
    assertThat(Terminal.of(properties("dlt.terminal"), Map.of("TERM", "dumb"), 80).colours())
        .isFalse();
  }

  @Test
  void noColorSwitchesColoursOffUnlessItIsEmpty() {
    Properties terminal = properties("dlt.terminal");

    assertThat(Terminal.of(terminal, Map.of("TERM", "xterm", "NO_COLOR", "1"), 80).colours())
        .isFalse();
    assertThat(Terminal.of(terminal, Map.of("TERM", "xterm", "NO_COLOR", ""), 80).colours())
        .isTrue();
  }

  @Test
  void textIsPaintedOnlyWhereThereAreColours() {
    assertThat(Terminal.none().paint(Colour.RED, "x")).isEqualTo("x");
    assertThat(new Terminal(true, true, true, 80).paint(Colour.RED, "x"))
        .isEqualTo("\033[31mx\033[0m");
  }

  @Test
  void aLocaleWithoutUnicodeGetsAscii() {
    Terminal plain = Terminal.of(properties("dlt.plain"), Map.of(), 80);

    assertThat(plain.symbol("■", "#")).isEqualTo("#");
    assertThat(Terminal.none().symbol("■", "#")).isEqualTo("■");
  }
}
