package org.datalogistics.depot;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SEND, PHOEBUS_SEND, PUSH and PULL, within a depot and between two (IBP spec 7.9, 7.10, 9). */
class CopyConformanceTest extends Conformance {
  @BeforeEach
  void allocate() {
    play(
        """
        C> 1 1 1 2 1 3600 100 30
        S> 1 {caps 1}
        C> 1 2 {W1} 0 10 30
        C: 0123456789
        S> 1
        S> 1 10
        C> 1 1 2 2 1 3600 100 30
        S> 1 {caps 2}
        """);
  }

  @Test
  void withinTheDepotInTheSpellingsOfTheOldClients() {
    play(
        """
        # the type key stands behind the remote capability; the remote timeouts may be 0
        C> 1 5 {R1} {cap W2} 3862277 0 4 30 30 30
        S> 1 4
        C> 1 5 {R1}  {cap W2} 3862277 4 4 0.5 0.5 0.5
        C: ␠
        S> 1 4
        C> 0 5 {R1} {cap W2} 2147483647 8 2 10 0 0 ␠
        S> 1 2
        C> 1 20 1  {R1} {cap W2} 3862277 0 20 2 30 30 30
        S> 1 2
        C> 1 20 1 {R1} {cap W2} 3862277 8 -1 2 30 30 30
        S> 1 2
        C> 1 20 2 auto {R1} {cap W2} 3862277 4 -1 1 30 30 30
        S> 1 1
        C> 1 17 auto {R1} {cap W2} 3862277 5 1 30 30 30
        S> 1 1
        C> 1 17 host/1,other/2 {R1} {cap W2} 3862277 6 1 30 30 30
        S> 1 1
        C> 1 8 {R2} 0 0 27 30
        S> 1 27
        S: 0123456789␀␀␀␀␀␀␀␀␀␀0189456
        C> 1 21 1  {W1} {cap R2} 3862277 -1 20 4 30 30 30
        S> 1 4
        C> 1 21 1 {W1} {cap R2} 3862277 0 24 2 30 30 30
        S> 1 2
        C> 1 21 2 auto {W1} {cap R2} 3862277 2 24 2 30 30 30
        S> 1 2
        C> 1 8 {R1} 0 0 14 30
        S> 1 14
        S: 45454567890189
        # nothing
        C> 1 5 {R1} {cap W2} 3862277 0 0 30 30 30
        S> 1 0
        """);
  }

  @Test
  void onTopOfItself() {
    play(
        """
        C> 1 20 1 {R1} {cap W1} 0 0 3 7 30 30 30
        S> 1 7
        C> 1 8 {R1} 0 0 10 30
        S> 1 10
        S: 0120123456
        C> 1 20 1 {R1} {cap W1} 0 3 0 7 30 30 30
        S> 1 7
        C> 1 8 {R1} 0 0 10 30
        S> 1 10
        S: 0123456456
        C> 1 5 {R1} {cap W1} 0 0 10 30 30 30
        S> 1 10
        C> 1 8 {R1} 0 0 20 30
        S> 1 20
        S: 01234564560123456456
        C> 1 20 1 {R1} {cap W1} 0 0 0 20 30 30 30
        S> 1 20
        """);
  }

  @Test
  void refusedCopiesLeaveTheConnectionOpen() {
    play(
        """
        C> 1 5 {R1} {cap W2} 0 5 6 30 30 30
        S> -19
        C> 1 20 1 {R1} {cap W2} 0 0 95 10 30 30 30
        S> -19
        C> 1 21 1 {W1} {cap R2} 0 0 0 1 30 30 30
        S> -19
        C> 1 5 {W1} {cap W2} 0 0 1 30 30 30
        S> -4
        C> 1 5 {R1} {cap R2} 0 0 1 30 30 30
        S> -5
        C> 1 21 1 {W1} {cap W2} 0 0 0 1 30 30 30
        S> -6
        C> 1 5 {R1} {cap M2} 0 0 1 30 30 30
        S> -5
        C> 1 5 {R1} ibp://127.0.0.1:{port}/1#nokey/1/WRITE 0 0 1 30 30 30
        S> -4
        C> 1 5 {R1} ibp://127.0.0.1:{port}/9#nokey/1/WRITE 0 0 1 30 30 30
        S> -50
        C> 1 9 {M2} 0 40 30
        S> 1 1 0 0 100 {~3600} 2 1
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "1 5 1#nokey ibp://127.0.0.1:1/1#x/1/WRITE 1 0 5 30 30 30, -4",
    "1 5 9#nokey ibp://127.0.0.1:1/1#x/1/WRITE 1 0 5 30 30 30, -50",
    "1 5 1#nokey garbage 1 0 5 30 30 30, -11",
    "1 5 1#nokey ibp://127.0.0.1:1/1#x/1/READ 1 0 5 30 30 30, -5",
    "1 5 1#nokey ibp://127.0.0.1:1/1#x/1/WRITE 1 -1 5 30 30 30, -18",
    "1 5 1#nokey ibp://127.0.0.1:1/1#x/1/WRITE 1 0 -5 30 30 30, -36",
    "1 20 1 1#nokey ibp://127.0.0.1:1/1#x/1/WRITE 1 0 -2 5 30 30 30, -18",
    "1 20 1 1#nokey ibp://127.0.0.1:1/1#x/1/WRITE 1 -1 0 5 30 30 30, -18",
    "1 21 1 1#nokey ibp://127.0.0.1:1/1#x/1/READ 1 0 -1 5 30 30 30, -18",
    "1 21 1 1#nokey ibp://127.0.0.1:1/1#x/1/READ 1 0 0 5 30 30 30, -4",
  })
  void refusals(String request, String code) {
    refusedOpen(request, code);
  }

  @ParameterizedTest
  @CsvSource({
    "1 20 3 1#x ibp://127.0.0.1:1/1#x/1/WRITE 1 0 0 5 30 30 30, -22",
    "1 21 0 1#x ibp://127.0.0.1:1/1#x/1/READ 1 0 0 5 30 30 30, -22",
    "1 22 9 16 1 1#x ibp://127.0.0.1:1/1#x/1/WRITE 1 0 0 5 30 30 30, -64",
    "1 23 4 0 1 1#x ibp://127.0.0.1:1/1#x/1/READ 1 0 0 5 30 30 30, -65",
    "1 25 0 16 1#x ibp://127.0.0.1:1/1#x/1/WRITE 1 0 5 30 30 30, -64",
    "1 26 4 0 auto 1#x ibp://127.0.0.1:1/1#x/1/WRITE 1 0 5 30 30 30, -65",
  })
  void refusalsThatEndTheConnection(String request, String code) {
    refusedClosing(request, code);
  }

  @Test
  void toAnotherDepotAndFromIt(@TempDir Path other) throws IOException {
    try (TestDepot second = TestDepot.start(other);
        Dialogue there = new Dialogue(second)) {
      there.play(
          """
          C> 1 1 1 2 1 3600 100 30
          S> 1 {caps 9}
          """);
      dialogue().with("cap R9", there.value("cap R9")).with("cap W9", there.value("cap W9"));
      play(
          """
          C> 1 5 {R1} {cap W9} 3862277 0 10 30 30 30
          S> 1 10
          C> 1 20 1 {R1} {cap W9} 3862277 0 20 5 30 30 30
          S> 1 5
          C> 1 20 1 {R1} {cap W9} 3862277 5 -1 2 30 30 30
          S> 1 2
          C> 1 17 auto {R1} {cap W9} 3862277 7 1 30 30 30
          S> 1 1
          C> 1 21 1 {W1} {cap R9} 3862277 -1 20 8 30 30 30
          S> 1 8
          C> 1 21 1 {W1} {cap R9} 3862277 0 9 1 30 30 30
          S> 1 1
          C> 1 8 {R1} 0 0 18 30
          S> 1 18
          S: 912345678901234567
          # fewer bytes there than asked for
          C> 1 21 1 {W1} {cap R9} 3862277 0 20 50 30 30 30
          S> -19
          # too many
          C> 1 20 1 {R1} {cap W9} 3862277 0 99 2 30 30 30
          S> -19
          C> 1 9 {M1} 0 40 30
          S> 1 1 0 18 100 {~3600} 2 1
          """);
      there.play(
          """
          C> 1 8 {R9} 0 0 28 30
          S> 1 28
          S: 0123456789␀␀␀␀␀␀␀␀␀␀01234567
          C> 1 9 {M9} 0 42 1 30
          S> 1
          """);
      play(
          """
          C> 1 5 {R1} {cap W9} 3862277 0 10 30 30 30
          S> -4
          C> 1 21 1 {W1} {cap R9} 3862277 0 0 10 30 30 30
          S> -4
          """);
    }
  }

  @Test
  void whereNobodyAnswers() throws IOException {
    int unused;
    try (ServerSocket socket = new ServerSocket(0)) {
      unused = socket.getLocalPort();
    }
    dialogue().with("unused", Integer.toString(unused));
    play(
        """
        C> 1 5 {R1} ibp://127.0.0.1:{unused}/1#x/1/WRITE 1 0 4 30 30 30
        S> -13
        C> 1 21 1 {W1} ibp://127.0.0.1:{unused}/1#x/1/READ 1 0 0 4 30 30 30
        S> -13
        """);
  }
}
