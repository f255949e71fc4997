package org.datalogistics.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HelpPageTest {
  private final String help = SampleConfig.SCHEMA.help();

  @Test
  void optionsAreGroupedWithTheirDefaults() {
    assertThat(help)
        .startsWith(
            "Usage: dlt depot [--OPTION VALUE]...\n\nAn IBP depot: stores bytes for a time.\n")
        .contains(
            """

            Network:
              --host TEXT               Address to listen on. Default: 0.0.0.0
              --port NUMBER             Port to listen on, 0 for any free one. Default: 6714

            Options:
              --data PATH               Folder of everything it keeps. Required.
              --unis URL                Where to register.
              --parent URL              May be repeated.
              --max-lease TIME          Default: 30d
            """)
        .contains(
            """
              --sync each-write|grouped
                                        Default: grouped
              --resource id=TEXT,path=PATH,size=SIZE[,spare=true|false]
                                        Where data goes, and how much of it. May be repeated.
            """)
        .contains("Every service:\n  --config PATH ")
        .endsWith("Example:\n  dlt depot --port 6714 --data /srv/depot\n");
  }

  @Test
  void noLineIsWiderThanAPage() {
    assertThat(help.lines()).allMatch(line -> line.length() <= 100);
  }
}
