package org.datalogistics.lors.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessagesTest {

  @Test
  void whatATerminalWouldObeyIsReplaced() {
    assertThat(Messages.printable("a\u001b[2Jb\u0007\u202ec\u00e9")).isEqualTo("a?[2Jb??c\u00e9");
  }
}
