package org.datalogistics.depot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a depot says to another one in a copy, byte for byte (IBP spec 9). */
class PeerConformanceTest extends Conformance {
  private static final String DIGESTED =
      "abcdefghija925576942e94b2ef57a066101b48876"
          + "klmnopqrst2753ac0e851a263fdacef8d84401e0c0"
          + "uvwxyzdae1de15107f403c02a21de0f6b7e541";

  @BeforeEach
  void allocate() {
    play(
        """
        C> 1 1 1 2 1 3600 100 30
        S> 1 {caps 1}
        C> 1 2 {W1} 0 26 30
        C: abcdefghijklmnopqrstuvwxyz
        S> 1
        S> 1 26
        """);
  }

  /** A depot that answers one request as it is told to. */
  private final class Peer implements AutoCloseable {
    private final ServerSocket listener;
    private final CompletableFuture<String> heard;

    /**
     * @param goAhead what it answers to the request line
     * @param payload bytes that it expects then
     * @param answer what it answers to these
     */
    Peer(String goAhead, int payload, String answer) throws IOException {
      listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      dialogue().with("peer", Integer.toString(listener.getLocalPort()));
      heard = CompletableFuture.supplyAsync(() -> serve(goAhead, payload, answer));
    }

    private String serve(String goAhead, int payload, String answer) {
      try (Socket socket = listener.accept();
          InputStream in = socket.getInputStream();
          OutputStream out = socket.getOutputStream()) {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
          line.append((char) c);
          if (c == '\n') {
            break;
          }
        }
        out.write(goAhead.getBytes(ISO_8859_1));
        line.append(new String(in.readNBytes(payload), ISO_8859_1));
        out.write(answer.getBytes(ISO_8859_1));
        out.flush();
        return line.toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void expectHeard(String request) throws Exception {
      assertThat(heard.get(10, TimeUnit.SECONDS)).matches(request);
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }

  @Test
  void aSendIsAStoreThere() throws Exception {
    try (Peer peer = new Peer("1 \n", 10, "1 10\n")) {
      play(
          """
          C> 1 5 {R1} ibp://127.0.0.1:{peer}/9#key/77/WRITE 3862277 0 10 30 30 30
          S> 1 10
          """);
      peer.expectHeard("[01] 2 9#key 77 10 \\d+ ?\nabcdefghij");
    }
  }

  @Test
  void aPushWithChecksumsInterleavesDigests() throws Exception {
    try (Peer peer = new Peer("1 \n", DIGESTED.length(), "1 26 \n")) {
      play(
          """
          C> 1 22 4 10 1 {R1} ibp://127.0.0.1:{peer}/9#key/77/WRITE 3862277 0 5 26 30 30 30
          S> 1 26
          """);
      peer.expectHeard("[01] 27 4 10 9#key 77 5 26 \\d+ ?\n" + DIGESTED);
    }
  }

  @Test
  void aSendWithChecksumsAppends() throws Exception {
    for (String command : new String[] {"25 4 10", "26 4 10 auto"}) {
      try (Peer peer = new Peer("1 \n", DIGESTED.length(), "1 26 \n")) {
        play(
            """
            C> 1 COMMAND {R1} ibp://127.0.0.1:{peer}/9#key/77/WRITE 3862277 0 26 30 30 30
            S> 1 26
            """
                .replace("COMMAND", command));
        peer.expectHeard("[01] 28 4 10 9#key 77 26 \\d+ ?\n" + DIGESTED);
      }
    }
  }

  @Test
  void aPullWithChecksumsComparesThem() throws Exception {
    try (Peer peer = new Peer("1 26 \n" + DIGESTED, 0, "")) {
      play(
          """
          C> 1 23 4 10 1 {W1} ibp://127.0.0.1:{peer}/9#key/77/READ 3862277 50 3 26 30 30 30
          S> 1 26
          C> 1 8 {R1} 0 50 26 30
          S> 1 26
          S: abcdefghijklmnopqrstuvwxyz
          """);
      peer.expectHeard("[01] 24 4 10 9#key 77 3 26 \\d+ ?\n");
    }
    try (Peer peer = new Peer("1 26 \n" + DIGESTED.replace("uvw", "uvx"), 0, "")) {
      play(
          """
          C> 1 23 4 10 1 {W1} ibp://127.0.0.1:{peer}/9#key/77/READ 3862277 60 3 26 30 30 30
          S> -63
          C> 1 9 {M1} 0 40 30
          S> 1 1 0 76 100 {~3600} 2 1
          """);
      peer.expectHeard("[01] 24 4 10 9#key 77 3 26 \\d+ ?\n");
    }
  }

  @Test
  void theGoAheadCounts() throws Exception {
    try (Peer peer = new Peer("-4 \n", 0, "")) {
      play(
          """
          C> 1 5 {R1} ibp://127.0.0.1:{peer}/9#key/77/WRITE 3862277 0 10 30 30 30
          S> -4
          """);
      peer.expectHeard("[01] 2 9#key 77 10 \\d+ ?\n");
    }
  }

  @Test
  void theFinalLineCounts() throws Exception {
    try (Peer peer = new Peer("1 \n", 10, " -16 \n")) {
      play(
          """
          C> 1 20 1 {R1} ibp://127.0.0.1:{peer}/9#key/77/WRITE 3862277 0 3 10 30 30 30
          S> -16
          """);
      peer.expectHeard("[01] 13 9#key 77 3 10 \\d+ ?\nabcdefghij");
    }
  }

  @Test
  void aPullOfFewerBytesIsRefused() throws Exception {
    try (Peer peer = new Peer("1 5 \nhello", 0, "")) {
      play(
          """
          C> 1 21 1 {W1} ibp://127.0.0.1:{peer}/9#key/77/READ 3862277 30 0 10 30 30 30
          S> -19
          C> 1 9 {M1} 0 40 30
          S> 1 1 0 26 100 {~3600} 2 1
          """);
      peer.expectHeard("[01] 8 9#key 77 0 10 \\d+ ?\n");
    }
  }

  @Test
  void betweenTwoOfOurs(@TempDir Path other) throws IOException {
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
          C> 1 22 4 65536 1 {R1} {cap W9} 3862277 0 4 26 30 30 30
          S> 1 26
          C> 1 25 1 7 {R1} {cap W9} 3862277 0 3 30 30 30
          S> 1 3
          C> 1 26 2 7 auto {R1} {cap W9} 3862277 0 3 30 30 30
          S> 1 3
          C> 1 23 3 10 1 {W1} {cap R9} 3862277 -1 4 26 30 30 30
          S> 1 26
          C> 1 8 {R1} 0 26 26 30
          S> 1 26
          S: abcdefghijklmnopqrstuvwxyz
          """);
      there.play(
          """
          C> 1 8 {R9} 0 0 36 30
          S> 1 36
          S: ␀␀␀␀abcdefghijklmnopqrstuvwxyzabcabc
          """);
    }
  }

  @Test
  void aQueueThatGoesAroundItsEnd(@TempDir Path other) throws IOException {
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
          C> 1 1 1 2 3 3600 10 30
          S> 1 {caps 2}
          C> 1 2 {W2} 0 8 30
          C: 12345678
          S> 1
          S> 1 8
          C> 1 8 {R2} 0 0 6 30
          S> 1 6
          S: 123456
          C> 1 2 {W2} 0 8 30
          C: abcdefgh
          S> 1
          S> 1 8
          C> 1 5 {R2} {cap W9} 3862277 0 10 30 30 30
          S> 1 10
          C> 1 9 {M2} 0 40 30
          S> 1 1 0 0 10 {~3600} 2 3
          C> 1 21 1 {W2} {cap R9} 3862277 -1 2 4 30 30 30
          S> 1 4
          C> 1 8 {R2} 0 0 4 30
          S> 1 4
          S: abcd
          """);
    }
  }
}
