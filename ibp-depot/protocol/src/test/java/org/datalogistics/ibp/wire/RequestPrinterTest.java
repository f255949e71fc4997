package org.datalogistics.ibp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.AdminCommand;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.Capability;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.IbpCommand;
import org.datalogistics.ibp.IbpVersion;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededTest;
import org.junit.jupiter.api.Test;

class RequestPrinterTest {
  private static final AccessKey KEY = new AccessKey("1#{W1}", "3862277");

  private static String v0(IbpCommand command) {
    return RequestPrinter.print(IbpVersion.V0, command);
  }

  private static String v1(IbpCommand command) {
    return RequestPrinter.print(IbpVersion.V1, command);
  }

  @Test
  void printsLinesAsTheCapturesShowThem() {
    var allocate =
        new IbpCommand.Allocate("1", Reliability.HARD, AllocationType.BYTEARRAY, 3600, 1000, 30);
    assertThat(v1(allocate)).isEqualTo("1 1 1 2 1 3600 1000 30\n");
    assertThat(v0(allocate)).isEqualTo("0 1 2 1 3600 1000 30\n");
    assertThat(v1(new IbpCommand.Store(KEY, 5, 30))).isEqualTo("1 2 1#{W1} 3862277 5 30\n");
    assertThat(v1(new IbpCommand.Write(KEY, 20, 4, 30))).isEqualTo("1 13 1#{W1} 3862277 20 4 30\n");
    assertThat(v1(new IbpCommand.Load(KEY, 0, 11, 30))).isEqualTo("1 8 1#{W1} 3862277 0 11 30\n");
    assertThat(v1(new IbpCommand.Probe(KEY, 30))).isEqualTo("1 9 1#{W1} 3862277 40 3 0 0 0 30\n");
    assertThat(v1(new IbpCommand.ChangeCount(KEY, CapabilityKind.READ, false, 30)))
        .isEqualTo("1 9 1#{W1} 3862277 42 1 30\n");
    assertThat(v1(new IbpCommand.Change(KEY, 2000, 600, Reliability.SOFT, 30)))
        .isEqualTo("1 9 1#{W1} 3862277 43 3 2000 600 1 30\n");
    assertThat(v1(new IbpCommand.Truncate(KEY, 4, 30))).isEqualTo("1 9 1#{W1} 3862277 45 4 30\n");
    assertThat(v1(new IbpCommand.StatusInquire("1", "ibp", 30))).isEqualTo("1 4 1 1 ibp 30\n");
    assertThat(v0(new IbpCommand.StatusInquire("1", "ibp", 30))).isEqualTo("0 4 1 ibp 30\n");
    assertThat(v1(new IbpCommand.StatusResources(30))).isEqualTo("1 4 3 30\n");
    assertThat(v0(new IbpCommand.StatusVersion(30))).isEqualTo("0 4 5 30\n");
  }

  @Test
  void printsCopiesWithTheTypeKeyBehindTheRemoteCapability() {
    Capability remote = Capability.parse("ibp://127.0.0.1:6715/1#{W9}/3862277/WRITE");
    assertThat(v1(new IbpCommand.Send(KEY, remote, 0, 10, 30, 20)))
        .isEqualTo("1 5 1#{W1} ibp://127.0.0.1:6715/1#{W9}/3862277/WRITE 3862277 0 10 30 20 20\n");
    assertThat(v1(new IbpCommand.Push(KEY, remote, 0, -1, 3, 30, 0)))
        .isEqualTo(
            "1 20 1 1#{W1} ibp://127.0.0.1:6715/1#{W9}/3862277/WRITE 3862277 0 -1 3 30 0 1\n");
    Capability read = Capability.parse("ibp://127.0.0.1:6715/1#{R9}/3862277/READ");
    assertThat(v1(new IbpCommand.Pull(KEY, read, 200, 100, 26, 30, 30)))
        .isEqualTo(
            "1 21 1 1#{W1} ibp://127.0.0.1:6715/1#{R9}/3862277/READ 3862277 200 100 26 30 30"
                + " 30\n");
  }

  @SeededTest(cases = 500)
  void whatIsPrintedIsReadBackTheSame(SeededRandom random) throws Exception {
    for (int i = 0; i < 20; i++) {
      IbpCommand command = new RandomCommands(random).next();
      String line = v1(command);
      assertThat(line).endsWith("\n").doesNotContain("\r");
      if (!(command instanceof AdminCommand)) { // Its message may have blanks.
        assertThat(line).doesNotContain("  ");
      }
      assertThat(RequestParser.parse(line.substring(0, line.length() - 1)))
          .isEqualTo(new Request(IbpVersion.V1, command));
      boolean ridIsLost =
          command instanceof IbpCommand.Allocate || command instanceof IbpCommand.StatusInquire;
      if (!ridIsLost) {
        String old = v0(command);
        assertThat(RequestParser.parse(old.substring(0, old.length() - 1)))
            .isEqualTo(new Request(IbpVersion.V0, command));
      }
    }
  }
}
