package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datalogistics.depot.TestDepot.SOON;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.datalogistics.depot.TestDepot.Keys;
import org.datalogistics.testkit.RawClient;
import org.datalogistics.testkit.SeededRandom;
import org.datalogistics.testkit.SeededRandomExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An answer that runs into damaged bytes ends in front of them, not behind. */
@ExtendWith(SeededRandomExtension.class)
class DamagedDownloadTest {
  private static final int MIB = 1 << 20;
  private static final int SIZE = 3 * MIB;
  private static final int DAMAGE = 2 * MIB + 5;

  @TempDir Path folder;

  private void flip() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("r1/data"))) {
      Path data =
          files
              .filter(file -> file.getFileName().toString().matches("[0-9a-f]+"))
              .filter(Files::isRegularFile)
              .findFirst()
              .orElseThrow();
      try (FileChannel file =
          FileChannel.open(data, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        ByteBuffer one = ByteBuffer.allocate(1);
        file.read(one, DAMAGE);
        one.put(0, (byte) ~one.get(0)).rewind();
        file.write(one, DAMAGE);
      }
    }
  }

  @Test
  void whatWasAnnouncedIsCutOffInFrontOfTheDamage(SeededRandom random) throws IOException {
    byte[] content = random.bytes(SIZE);
    Keys keys;
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      keys = depot.allocate(client, SIZE);
      client.send("1 2 " + keys.write() + " 1 " + SIZE + " 30\n").send(content);
      client.expect("1 \n1 " + SIZE + " \n");
    }
    flip();
    try (TestDepot depot = TestDepot.start(folder);
        RawClient client = depot.connect()) {
      try (RawClient plain = depot.connect()) {
        plain.send("1 8 " + keys.read() + " 1 0 " + SIZE + " 30\n").expect("1 " + SIZE + " \n");
        plain.expect(Arrays.copyOf(content, 2 * MIB)).expectClosed(SOON);
      }
      // Now it is known to be damaged, and told at once.
      String whole = keys.read() + " 1 0 " + SIZE + " 30\n";
      client.send("1 8 " + whole).expect("-63 \n").send("1 24 4 65536 " + whole).expect("-63 \n");
      String pieces = " 1 2 " + DAMAGE + " 10 0 10 30\n";
      client.send("1 35 " + keys.read() + pieces).expect("-63 \n");
      client.send("1 36 4 7 " + keys.read() + pieces).expect("-63 \n");
      client.send("1 8 " + keys.read() + " 1 0 10 30\n").expect("1 10 \n");
      client.expect(Arrays.copyOf(content, 10));
      assertThat(depot.depot().connections()).isEqualTo(1);
    }
  }
}
