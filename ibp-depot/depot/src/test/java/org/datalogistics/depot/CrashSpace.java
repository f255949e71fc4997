package org.datalogistics.depot;

import java.util.List;
import java.util.function.Consumer;
import org.datalogistics.testkit.RawClient;

/** Changes of what an allocation may hold, of its keys and of its counts. */
final class CrashSpace {
  private CrashSpace() {}

  /** TRUNCATE, or CHNG to more. */
  static CrashStep resize(CrashFile file, int size) {
    String keys = "1 9 " + file.keys.manage() + " 1 ";
    String request = size <= file.maxSize ? keys + "45 " + size : keys + "43 3 " + size + " -1 -1";
    return new Resize(file, size, request + " 30\n", answer -> Resize.requireOk(answer));
  }

  /** SPLIT: the child becomes known when its keys come. */
  static CrashStep split(CrashFile file, int size, int port, List<CrashFile> known) {
    return new Resize(
        file,
        file.maxSize - size,
        "1 18 %s 1 2 1 3600 %d 30\n".formatted(file.keys.manage(), size),
        answer -> known.add(new CrashFile(TestDepot.Keys.of(answer, port), size, 0)));
  }

  static CrashStep merge(CrashFile file, CrashFile child, List<CrashFile> known) {
    return new Merge(file, child, known);
  }

  static CrashStep rename(CrashFile file, int port, List<CrashFile> known) {
    return new Rename(file, port, known);
  }

  /** INCR of the write count if it is 0, else DECR. */
  static CrashStep count(CrashFile file) {
    return new Count(file);
  }

  private record Resize(CrashFile file, int size, String request, Consumer<String> then)
      implements CrashStep {
    static void requireOk(String answer) {
      if (!answer.equals("1 ")) {
        throw new AssertionError("a new size gave " + answer);
      }
    }

    @Override
    public void run(RawClient client) {
      String answer = client.send(request).readLine();
      then.accept(answer);
      file.resize(size);
    }

    @Override
    public void settle(RawClient client, int port) {
      int found = CrashAnswers.probe(client, file.keys).maxSize();
      if (found == size) {
        file.resize(size);
      } // Else unchanged, which is verified as everything is.
    }
  }

  private record Merge(CrashFile file, CrashFile child, List<CrashFile> known)
      implements CrashStep {
    @Override
    public void run(RawClient client) {
      String keys = file.keys.manage() + " 1 " + child.keys.manage() + " 1";
      client.send("1 19 " + keys + " 30\n").expect("1 \n");
      merged();
    }

    private void merged() {
      file.maxSize += child.maxSize;
      known.remove(child);
    }

    @Override
    public void settle(RawClient client, int port) {
      if (!CrashAnswers.isThere(client, child.keys)) {
        merged();
      }
    }
  }

  private record Rename(CrashFile file, int port, List<CrashFile> known) implements CrashStep {
    @Override
    public void run(RawClient client) {
      TestDepot.Keys old = file.keys;
      file.keys = CrashAnswers.keys(client, port, "1 16 " + old.manage() + " 1 30\n");
      if (CrashAnswers.isThere(client, old)) {
        throw new AssertionError("a key opens what was renamed");
      }
    }

    @Override
    public void settle(RawClient client, int port) {
      if (!CrashAnswers.isThere(client, file.keys)) {
        known.remove(file); // Nobody has the new keys.
      }
    }
  }

  private record Count(CrashFile file) implements CrashStep {
    @Override
    public void run(RawClient client) {
      String how = file.writeCount == 0 ? "41" : "42";
      client.send("1 9 " + file.keys.manage() + " 1 " + how + " 2 30\n").expect("1 \n");
      file.writeCount = 1 - file.writeCount;
    }

    @Override
    public void settle(RawClient client, int port) {
      int found = CrashAnswers.probe(client, file.keys).writeCount();
      if (found == 1 - file.writeCount) {
        file.writeCount = found;
      }
    }
  }
}
