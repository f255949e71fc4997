package org.datalogistics.depot;

import java.util.List;
import org.datalogistics.depot.CrashAnswers.Probe;
import org.datalogistics.testkit.RawClient;

/** Byte arrays are made, deleted and brought back. */
final class CrashLives {
  private final List<CrashFile> known;
  private final List<CrashFile> deleted;
  private final int port;

  CrashLives(List<CrashFile> known, List<CrashFile> deleted, int port) {
    this.known = known;
    this.deleted = deleted;
    this.port = port;
  }

  /**
   * @param digestBlock block size of MD5 digests, or 0 for none
   */
  CrashStep allocate(int size, int digestBlock) {
    return new Allocate(size, digestBlock, false);
  }

  /** One whose size nobody else has, which makes its number known; it can be undeleted. */
  CrashStep allocateUnique(int size) {
    return new Allocate(size, 0, true);
  }

  CrashStep delete(CrashFile file) {
    return new Delete(file);
  }

  CrashStep undelete(CrashFile file) {
    return new Undelete(file);
  }

  private final class Allocate implements CrashStep {
    private final int size;
    private final int digestBlock;
    private final boolean unique;

    Allocate(int size, int digestBlock, boolean unique) {
      this.size = size;
      this.digestBlock = digestBlock;
      this.unique = unique;
    }

    @Override
    public void run(RawClient client) {
      String digests = digestBlock == 0 ? "1 1" : "1 29 4 " + digestBlock;
      String request = digests + " 1 2 1 3600 " + size + " 30\n";
      CrashFile file = new CrashFile(CrashAnswers.keys(client, port, request), size, digestBlock);
      known.add(file);
      if (unique) {
        file.id = number(client, size);
      }
    }

    @Override
    public void settle(RawClient client, int port) {
      // If it was made, nobody knows its keys.
    }
  }

  /** Out of the list of leases by their ends. */
  private static String number(RawClient client, int size) {
    client.send("1 97 1 0 0 10000 30\n").expect("1 \n");
    String found = "";
    for (String line = client.readLine(); !line.equals("END"); line = client.readLine()) {
      if (line.endsWith(" " + size)) {
        found = line.split(" ", -1)[1];
      }
    }
    if (found.isEmpty()) {
      throw new AssertionError("no lease of " + size + " bytes is listed");
    }
    return found;
  }

  private static long second() {
    return System.currentTimeMillis() / 1000;
  }

  private final class Delete implements CrashStep {
    private final CrashFile file;

    Delete(CrashFile file) {
      this.file = file;
    }

    @Override
    public void run(RawClient client) {
      file.deletedFrom = second();
      client.send("1 9 " + file.keys.manage() + " 1 42 1 30\n").expect("1 \n");
      gone();
    }

    private void gone() {
      file.deletedTo = second();
      known.remove(file);
      file.aliases.clear();
      if (!file.id.isEmpty()) {
        deleted.add(file);
      }
    }

    @Override
    public void settle(RawClient client, int port) {
      if (!CrashAnswers.isThere(client, file.keys)) {
        gone();
      }
    }
  }

  private final class Undelete implements CrashStep {
    private final CrashFile file;

    Undelete(CrashFile file) {
      this.file = file;
    }

    @Override
    public void run(RawClient client) {
      for (long second = file.deletedFrom - 1; second <= file.deletedTo + 1; second++) {
        try (RawClient other = RawClient.connect(port)) {
          String request = "1 96 1 0 " + second + "_" + file.id + " 3600 30\n";
          if (other.send(request).readLine().equals("1 ")) {
            back();
            return;
          }
        }
      }
      throw new CrashWorker.LostException("what was deleted is not in the trash");
    }

    private void back() {
      deleted.remove(file);
      known.add(file);
    }

    @Override
    public void settle(RawClient client, int port) {
      if (CrashAnswers.isThere(client, file.keys)) {
        Probe probe = CrashAnswers.probe(client, file.keys);
        if (probe.readCount() != 1) {
          throw new AssertionError("brought back with " + probe.readCount() + " readers");
        }
        back();
      }
    }
  }
}
