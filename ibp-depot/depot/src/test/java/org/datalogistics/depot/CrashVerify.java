package org.datalogistics.depot;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.datalogistics.depot.CrashAnswers.Probe;
import org.datalogistics.testkit.RawClient;

/** Compares allocations with what was acknowledged of them. */
final class CrashVerify {
  private final RawClient client;

  private final int port;

  CrashVerify(RawClient client, int port) {
    this.client = client;
    this.port = port;
  }

  /** Sizes, counts, bytes, ways to them and checksums. */
  void check(CrashFile file) {
    Probe probe = CrashAnswers.probe(client, file.keys);
    assertThat(probe)
        .isEqualTo(new Probe(1, file.writeCount, file.size(), file.maxSize, probe.seconds()));
    assertThat(probe.seconds()).isBetween(1, 3600);
    assertThat(Arrays.mismatch(CrashAnswers.loadAll(client, file.keys, file.size()), file.content))
        .as("first byte of %d that differs", file.size())
        .isEqualTo(-1);
    for (CrashFile.Alias alias : file.aliases) {
      int end = Math.min(alias.offset() + alias.length(), file.size());
      if (alias.offset() < end) {
        byte[] seen = CrashAnswers.loadAll(client, alias.keys(), end - alias.offset());
        assertThat(Arrays.equals(seen, Arrays.copyOfRange(file.content, alias.offset(), end)))
            .isTrue();
      } else {
        assertThat(CrashAnswers.isAlias(port, alias.keys())).isTrue();
      }
    }
    client.send("1 32 " + file.keys.manage() + " 1 0 30\n").expect("1 0\n");
    if (file.digestBlock > 0) {
      digests(file);
    }
  }

  private void digests(CrashFile file) {
    int blocks = (file.size() + file.digestBlock - 1) / file.digestBlock;
    client.send("1 31 " + file.keys.manage() + " 1 0 30\n");
    client.expect("1 4 16 " + file.digestBlock + " " + blocks + " " + 16 * blocks + "\n");
    for (int i = 0; i < blocks; i++) {
      int end = Math.min(file.size(), (i + 1) * file.digestBlock);
      client.expect(md5(Arrays.copyOfRange(file.content, i * file.digestBlock, end)));
    }
  }

  private static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** What was deleted opens nothing. */
  void isGone(CrashFile file) {
    assertThat(CrashAnswers.isThere(client, file.keys)).isFalse();
  }
}
