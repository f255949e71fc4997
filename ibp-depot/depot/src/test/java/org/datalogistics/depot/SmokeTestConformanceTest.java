package org.datalogistics.depot;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the smoke test of the LoCI depot asks of two depots, in the spelling of its client. */
class SmokeTestConformanceTest extends Conformance {
  @Test
  void itPasses(@TempDir Path other) throws IOException {
    try (TestDepot second = TestDepot.start(other, resources(other));
        Dialogue there = new Dialogue(second)) {
      there.play(
          """
          C> 0 4 1 ibp 10
          S> 200 0 200 0 86400
          C> 0 1 2 1 86400 1024000 10
          S> 1 {caps 2}
          C> 0 1 2 1 86400 1024000 10
          S> 1 {caps 5}
          """);
      dialogue().with("cap W2", there.value("cap W2")).with("cap W5", there.value("cap W5"));
      play(
          """
          C> 0 1 2 1 86400 1024000 10
          S> 1 {caps 1}
          C> 0 1 2 4 86400 102400 10
          S> 1 {caps 3}
          C> 0 1 2 1 86400 1024000 10
          S> 1 {caps 4}
          C> 0 2 {W4} 2147483647 10 10 ␠
          S> 1
          C: 123456789A
          S> 1 10
          C> 0 2 {W4} 2147483647 10 10 ␠
          S> 1
          C: 123456789␀
          S> 1 10
          C> 0 8 {R4} 2147483647 0 20 10 ␠
          S> 1 20
          S: 123456789A123456789␀
          """);
      for (int i = 9; i >= 1; i--) {
        there.play("C> 0 13 {W2} 1 " + (i - 1) + " 1 10 ␠\nS> 1\nC: " + i + "\nS> 1 1\n");
      }
      there.play(
          """
          C> 0 9 {M2} 1 40 1 0 0 0 10
          S> 1 1 0 9 1024000 {~86400} 2 1
          C> 0 8 {R2} 1 0 9 10 ␠
          S> 1 9
          S: 123456789
          """);
      play(
          """
          C> 0 5 {R4} {cap W5} 2147483647 0 10 10 10 10 ␠
          S> 1 10
          C> 0 2 {W1} 2147483647 102400 10 ␠
          S> 1
          C: {repeat z 102400}
          S> 1 102400
          C> 0 5 {R1} {cap W2} 2147483647 0 102400 10 10 10 ␠
          S> 1 102400
          """);
      there.play(
          """
          C> 0 8 {R5} 1 0 10 10 ␠
          S> 1 10
          S: 123456789A
          C> 0 9 {M2} 1 40 1 0 0 0 10
          S> 1 1 0 102409 1024000 {~86400} 2 1
          C> 0 8 {R2} 1 0 51200 10 ␠
          S> 1 51200
          S: 123456789{repeat z 51191}
          C> 0 8 {R2} 1 51200 51200 10 ␠
          S> 1 51200
          S: {repeat z 51200}
          C> 0 4 1 ibp 10
          S> 200 {int} 200 0 86400
          """);
      for (char c = 'a'; c <= 'e'; c++) {
        play("C> 0 2 {W3} 1 25600 10 ␠\nS> 1\nC: {repeat " + c + " 25600}\nS> 1 25600\n");
      }
      for (char c = 'b'; c <= 'e'; c++) {
        play("C> 0 8 {R3} 1 0 25600 10 ␠\nS> 1 25600\nS: {repeat " + c + " 25600}\n");
      }
      play("C> 0 9 {M1} 1 42 1 10\nS> 1\nC> 0 9 {M3} 1 42 1 10\nS> 1\n");
      there.play("C> 0 9 {M2} 1 42 1 10\nS> 1\n");
    }
  }
}
