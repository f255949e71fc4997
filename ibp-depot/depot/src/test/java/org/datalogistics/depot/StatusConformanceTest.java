package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datalogistics.testkit.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** STATUS (IBP spec 7.11). */
class StatusConformanceTest extends Conformance {
  /** What the monitor of the toolkit looks for. */
  private static final Pattern BLIPP =
      Pattern.compile("Total resources.*Used:\\s+(?<used>\\d+).*Free:\\s+(?<free>\\d+).*");

  private static final String GB = " b \\(\\d+\\.\\d\\d GB\\)";

  @Test
  void inquireTellsTheSpaceOfAResource() {
    play(
        """
        C> 1 4 1 1 ibp 30
        S> 1 129
        S> VS:1.4:1.0 DT:1  RID:1 RT:1 CT:209715200 ST:209715200 UT:0 UH:0 SH:209715200\
         CH:209715200 AT:209715200 AH:209715200 DR:86400 RE
        """);
  }

  @Test
  void inquireInVersionNullTellsMegabytesWithoutAStatus() {
    play(
        """
        C> 0 4 1 ibp 0.5 ␠
        S> 200 0 200 0 86400
        C> 0 4 1 ibp 5
        S> 200 0 200 0 86400
        """);
  }

  @Test
  void whatIsLeasedCountsAsUsed() {
    play(
        """
        C> 1 1 2 2 1 3600 3145728 30
        S> 1 {caps 1}
        C> 1 1 2 1 1 3600 1048576 30
        S> 1 {caps 2}
        C> 1 4 2 1 ibp 30
        S> 1 {int}
        S> VS:1.4:1.0 DT:1  RID:2 RT:1 CT:209715200 ST:209715200 UT:4194304 UH:3145728 SH:209715200\
         CH:209715200 AT:205520896 AH:205520896 DR:86400 RE
        C> 1 9 {M1} 0 42 1 30
        S> 1
        C> 1 9 {M2} 0 42 1 30
        S> 1
        """);
  }

  @Test
  void resourcesAreListedInEveryForm() {
    play(
        """
        C> 1 4 3 30
        S> 1 1 2
        C> 0 4 3 30
        S> 1 1 2
        C> 1 4 3 ␠
        S> 1 1 2
        """);
  }

  @Test
  void theResourceIdNullMeansAnyOfThem() {
    play(
        """
        C> 1 4 0 1 ibp 30
        S> 1 {int}
        S> VS:1.4:1.0 DT:1  RID:{word} RT:1 CT:209715200 ST:209715200 {word} {word} SH:209715200\
         CH:209715200 {word} {word} DR:86400 RE
        """);
  }

  @Test
  void anyPasswordMayInquire() {
    play(
        """
        C> 1 4 1 1 other 30
        S> 1 129
        S> VS:1.4:1.0 {word} {word} RID:1 {word} {word} {word} {word} {word} {word} {word} {word}\
         {word} {word} RE
        """
            .replace("{word} {word} RID", "DT:1  RID"));
  }

  @Test
  void versionIsReadByPeopleAndByTheMonitor() {
    List<String> lines = version("1 4 5 30\n");
    assertThat(version("0 4 5 30\n")).hasSameSizeAs(lines);
    assertThat(lines)
        .anySatisfy(
            line -> {
              Matcher matcher = BLIPP.matcher(line);
              assertThat(matcher.matches()).isTrue();
              assertThat(matcher.group("used")).isEqualTo("0");
              assertThat(matcher.group("free")).isEqualTo("419430400");
            })
        .anyMatch(
            line ->
                line.matches(
                    "RID: 1 Max: 209715200"
                        + GB
                        + " Used: 0"
                        + GB
                        + " Diff: 209715200"
                        + GB
                        + " Free: 209715200"
                        + GB
                        + " Allocations: 0 \\(0 alias\\) Corrupt count: 0 Activity count: 0"))
        .anyMatch(line -> line.matches("Trash stats for RID: 2 -- \\d+" + GB + " in \\d files"))
        .anyMatch(line -> line.matches("Total commands: \\d+  Connections: [1-9]\\d*  .*"))
        .anyMatch(line -> line.matches("Uptime: 0:00:0\\d:\\d\\d"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "Total resources: 2  Max: 419430400"
                            + GB
                            + " Used: 0"
                            + GB
                            + " Diff: 419430400"
                            + GB
                            + " Free: 419430400"
                            + GB
                            + " Allocations: 0 \\(0 alias\\)  Corrupt count: 0"));
  }

  private List<String> version(String request) {
    List<String> lines = new ArrayList<>();
    try (RawClient client = depot().connect()) {
      client.send(request).expect("1\n");
      for (String line = client.readLine(); !line.equals("END"); line = client.readLine()) {
        lines.add(line);
      }
      client.send("1 4 3 30\n").expect("1 1 2 \n");
    }
    return lines;
  }

  @Test
  void thePasswordCanBeRequired(@TempDir Path other) throws IOException {
    try (TestDepot strict =
            TestDepot.start(other, "--status-password", "required", "--password", "secret");
        Dialogue dialogue = new Dialogue(strict)) {
      dialogue.play(
          """
          C> 0 4 1 secret 30
          S> 200 0 200 0 {int}
          C> 1 4 3 30
          S> 1 1
          C> 1 4 1 1 ibp 30
          S> -29
          S> {closes}
          """);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1 4 1 2 ibp 30", "0 4 2 ibp 5", "0 4 4 0 30", "1 4 4 30", "1 4 1 4 0 30"})
  void changeAndStatisticsAreRefusedWithoutANotice(String request) {
    play("C> " + request + "\nS> -25\nS> {eof}\n");
  }

  @ParameterizedTest
  @CsvSource({
    "1 4 77 1 ibp 30, -50",
    "1 4 1 9 ibp 30, -21",
    "1 4 9 30, -21",
    "0 4, -21",
  })
  void refusals(String request, String code) {
    refusedClosing(request, code);
  }
}
