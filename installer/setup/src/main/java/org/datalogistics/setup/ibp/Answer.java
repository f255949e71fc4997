package org.datalogistics.setup.ibp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.datalogistics.ibp.AliasStatus;
import org.datalogistics.ibp.AllocationStatus;
import org.datalogistics.ibp.CapabilitySet;
import org.datalogistics.ibp.StoredChecksums;
import org.datalogistics.node.config.Durations;

/** Prints what a depot answered: for people, or with {@code --json} as one object on a line. */
final class Answer {
  private final boolean json;
  private final PrintStream out;

  Answer(Arguments given) {
    this(given.has("json"), System.out);
  }

  Answer(boolean json, PrintStream out) {
    this.json = json;
    this.out = out;
  }

  void print(CapabilitySet made) {
    if (json) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("read", made.read().uri()).put("write", made.write().uri());
      out.println(node.put("manage", made.manage().uri()));
    } else {
      out.println(made.read().uri());
      out.println(made.write().uri());
      out.println(made.manage().uri());
    }
  }

  void print(AllocationStatus status) {
    String reliability = status.reliability().name().toLowerCase(Locale.ROOT);
    String type = status.type().name().toLowerCase(Locale.ROOT);
    if (json) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("size", status.size()).put("maxSize", status.maxSize());
      node.put("secondsLeft", status.secondsLeft());
      node.put("readCount", status.readCount()).put("writeCount", status.writeCount());
      out.println(node.put("reliability", reliability).put("type", type));
    } else {
      line("size", status.size() + " of at most " + status.maxSize() + " bytes");
      line("lease", lease(status.secondsLeft()));
      line("references", references(status.readCount(), status.writeCount()));
      line("kind", reliability + " " + type);
    }
  }

  void print(AliasStatus status) {
    if (json) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("offset", status.offset()).put("length", status.length());
      node.put("secondsLeft", status.secondsLeft());
      out.println(node.put("readCount", status.readCount()).put("writeCount", status.writeCount()));
    } else {
      String length = status.length() == 0 ? "all" : status.length() + " bytes";
      line("window", length + " from byte " + status.offset() + " on");
      line("lease", lease(status.secondsLeft()));
      line("references", references(status.readCount(), status.writeCount()));
    }
  }

  void print(StoredChecksums checksums) {
    String type = checksums.checksum().type().name().toLowerCase(Locale.ROOT);
    if (json) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("type", type).put("blockSize", checksums.checksum().blockSize());
      out.println(node.put("blocks", checksums.blocks()));
    } else {
      line("type", type);
      line("block", checksums.checksum().blockSize() + " bytes");
      line("blocks", Long.toString(checksums.blocks()));
    }
  }

  /**
   * A number: {@code text} for people on standard error, with {@code --json} on standard output.
   */
  void print(String name, long value, String text) {
    if (json) {
      out.println(JsonNodeFactory.instance.objectNode().put(name, value));
    } else {
      System.err.println(text);
    }
  }

  /** Lines, or an array of them under a name. */
  void print(String name, List<String> lines) {
    if (json) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      lines.forEach(node.putArray(name)::add);
      out.println(node);
    } else {
      lines.forEach(out::println);
    }
  }

  private void line(String name, String value) {
    out.printf("%-12s%s%n", name, value);
  }

  private static String references(int read, int write) {
    return read + " read, " + write + " write";
  }

  private static String lease(long seconds) {
    return seconds < 0 ? "ended" : "ends in " + Durations.print(Duration.ofSeconds(seconds));
  }
}
