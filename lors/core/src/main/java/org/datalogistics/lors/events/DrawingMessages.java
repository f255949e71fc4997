package org.datalogistics.lors.events;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.datalogistics.exnode.ByteRange;
import org.datalogistics.ibp.DepotAddress;
import org.datalogistics.lors.TransferEvent;
import org.datalogistics.lors.TransferListener;
import org.jspecify.annotations.Nullable;

/**
 * The transfer of one file as messages, a line each, that viewers of the C tools draw (LoRS spec
 * 9.2). Not thread-safe.
 */
public final class DrawingMessages implements TransferListener {
  private static final int COLOURS = 16;

  private final Consumer<String> out;
  private final RandomGenerator random;

  /** Numbers of mappings under way. */
  private final Map<Mapping, Integer> ids = new HashMap<>();

  private final Map<DepotAddress, Integer> colours = new HashMap<>();
  private final Map<ByteRange, DepotAddress> loaded = new HashMap<>();
  private long planned;

  private record Mapping(ByteRange range, DepotAddress depot) {}

  /**
   * Messages.
   *
   * @param out gets each line
   * @param random gives mappings their numbers
   */
  public DrawingMessages(Consumer<String> out, RandomGenerator random) {
    this.out = out;
    this.random = random;
  }

  /**
   * What is drawn.
   *
   * @param tool such as {@code Upload}
   * @param size bytes of the file
   * @param name of the file
   * @param exNodeFile where its exNode is, or will be
   * @param maxLength bytes of the longest mapping
   */
  public void start(String tool, long size, String name, String exNodeFile, long maxLength) {
    out.accept("CLEAR");
    out.accept("TOOL " + tool);
    out.accept("SIZE " + size);
    out.accept("TITLE Filename " + name);
    out.accept("EXNODEFILE " + exNodeFile);
    out.accept("MAXLENGTH " + maxLength);
  }

  /** A status text. */
  public void message(int line, String text) {
    out.accept("MESSAGE " + line + " " + text);
  }

  @Override
  public void onEvent(TransferEvent event) {
    if (event instanceof TransferEvent.Planned plan) {
      planned = plan.bytes();
    } else if (event instanceof TransferEvent.Allocated step) {
      Mapping mapping = new Mapping(step.range(), step.depot());
      int id = random.nextInt(Integer.MAX_VALUE);
      ids.put(mapping, id);
      String place = id + " " + at(step.range()) + " " + step.depot();
      out.accept("DRAW MappingAllocate " + place);
      out.accept("DRAW MappingBegin local " + place);
      out.accept("DRAW Arrow1 fro " + place);
    } else if (event instanceof TransferEvent.Stored step) {
      Integer id = ids.remove(new Mapping(step.range(), step.depot()));
      if (id != null) {
        String place = id + " " + at(step.range()) + " " + step.depot();
        out.accept("DELETE Arrow1 fro " + place);
        out.accept("DRAW MappingEnd " + place);
      }
    } else if (event instanceof TransferEvent.Copied copy) {
      int id = random.nextInt(Integer.MAX_VALUE);
      String arrow = "Arrow3 from " + copy.from() + " " + id + " to " + copy.to() + " 1";
      String place = id + " " + at(copy.range()) + " " + copy.to();
      out.accept("DRAW MappingFrom " + copy.from() + " " + place);
      out.accept("DRAW " + arrow);
      out.accept("DELETE " + arrow);
      out.accept("DRAW MappingFinish " + place);
    } else if (event instanceof TransferEvent.Chosen fetch) {
      out.accept("DRAW DLBuffer " + at(fetch.range()));
      out.accept("DRAW Arrow2 from " + fetch.depot() + " " + at(fetch.range()));
    } else if (event instanceof TransferEvent.Loaded step) {
      out.accept("DELETE Arrow2 from " + step.depot() + " " + at(step.range()));
      out.accept("DRAW DLSlice " + step.depot() + " " + at(step.range()));
      loaded.put(step.range(), step.depot());
    } else if (event instanceof TransferEvent.Written step) {
      DepotAddress depot = loaded.remove(step.range());
      out.accept("DRAW Output " + at(step.range()) + " " + colour(depot));
    } else if (event instanceof TransferEvent.Failed failed) {
      failed(failed);
    } else if (event instanceof TransferEvent.Progress progress) {
      message(3, progress.bytes() + " of " + planned + " bytes");
    } else if (event instanceof TransferEvent.Warning warning) {
      message(1, warning.text().replace('\n', ' '));
    }
  }

  private void failed(TransferEvent.Failed failed) {
    Integer id = ids.remove(new Mapping(failed.range(), failed.depot()));
    if (id == null) {
      out.accept("DELETE Arrow2 from " + failed.depot() + " " + at(failed.range()));
    } else {
      out.accept("DELETE Arrow1 fro " + id + " " + at(failed.range()) + " " + failed.depot());
    }
    message(2, failed.depot() + ": " + failed.reason().replace('\n', ' '));
  }

  /** A number for each depot; 0 for what no single depot gave. */
  private int colour(@Nullable DepotAddress depot) {
    return depot == null ? 0 : colours.computeIfAbsent(depot, d -> 1 + colours.size() % COLOURS);
  }

  private static String at(ByteRange range) {
    return range.offset() + " " + range.length();
  }
}
