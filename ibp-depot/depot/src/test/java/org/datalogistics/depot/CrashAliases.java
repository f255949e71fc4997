package org.datalogistics.depot;

import org.datalogistics.testkit.RawClient;
import org.datalogistics.testkit.SeededRandom;

/** Aliases come and go. */
final class CrashAliases {
  private CrashAliases() {}

  static CrashStep make(CrashFile file, SeededRandom random, int port) {
    int offset = random.between(0, file.maxSize - 1);
    int length = random.between(1, file.maxSize - offset);
    return new Make(file, offset, length, port);
  }

  static CrashStep remove(CrashFile file, CrashFile.Alias alias) {
    return new Remove(file, alias);
  }

  private record Make(CrashFile file, int offset, int length, int port) implements CrashStep {
    @Override
    public void run(RawClient client) {
      String request = "1 14 %s 1 %d %d 0 30\n".formatted(file.keys.manage(), offset, length);
      TestDepot.Keys keys = CrashAnswers.keys(client, port, request);
      file.aliases.add(new CrashFile.Alias(keys, offset, length));
    }

    @Override
    public void settle(RawClient client, int port) {
      // If it was made, nobody knows its keys.
    }
  }

  private record Remove(CrashFile file, CrashFile.Alias alias) implements CrashStep {
    @Override
    public void run(RawClient client) {
      client
          .send("1 15 %s 1 42 1 %s 1 30\n".formatted(alias.keys().manage(), file.keys.manage()))
          .expect("1 \n");
      file.aliases.remove(alias);
    }

    @Override
    public void settle(RawClient client, int port) {
      if (!CrashAnswers.isAlias(port, alias.keys())) {
        file.aliases.remove(alias);
      }
    }
  }
}
