package org.datalogistics.unis.server.store.sqlite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.unis.server.store.DocumentStore;
import org.datalogistics.unis.server.store.Json;
import org.datalogistics.unis.server.store.StoreOptions;

/**
 * Writes with several threads for ever, and prints each write once it is acknowledged: {@code
 * insert ID TS N} for a batch of N ids, {@code merge ID V}, {@code delete ID}. Arguments: folder,
 * name of this run.
 */
final class WriteUntilKilled {

  private static final int THREADS = 4;

  private WriteUntilKilled() {}

  public static void main(String[] args) {
    DocumentStore store = SqliteDocumentStore.open(Path.of(args[0]), StoreOptions.DEFAULT);
    say("READY " + store.uid());
    for (int t = 0; t < THREADS; t++) {
      String prefix = args[1] + "-" + t + "-";
      new Thread(() -> write(store, prefix), "writer-" + t).start();
    }
  }

  private static void write(DocumentStore store, String prefix) {
    for (int i = 0; ; i++) {
      String id = prefix + i;
      int size = 1 + i % 7;
      List<ObjectNode> batch = new ArrayList<>();
      for (int n = 0; n < size; n++) {
        batch.add(Json.doc(id + "." + n, 1, "'v':0", "'serviceType':'ibp_server'"));
      }
      store.insert("services", batch);
      say("insert " + id + " 1 " + size);
      store.merge("services", id + ".0", Json.object("{'v':" + i + "}"));
      say("merge " + id + ".0 " + i);
      if (i % 5 == 4) {
        store.markDeleted("services", id + ".0");
        say("delete " + id + ".0");
      }
    }
  }

  private static void say(String line) {
    synchronized (System.out) {
      System.out.println(line);
      System.out.flush();
    }
  }
}
