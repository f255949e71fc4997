package org.datalogistics.depot.metadata;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.datalogistics.depot.allocation.AllocationRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is committed but not yet in the database, in two generations: the one that takes changes,
 * and the one that is on its way into the database. Any thread may look; changes are made under the
 * metadata writer's lock.
 */
final class Overlay {
  private record Generations(Map<Long, Image> filling, Map<Long, Image> applying) {}

  private volatile Generations generations = new Generations(new ConcurrentHashMap<>(), Map.of());

  /** Takes in what is committed now. */
  void put(Image image) {
    generations.filling.put(image.id(), image);
  }

  /** The newest image of that id; null if only the database can know. */
  @Nullable Image find(long id) {
    Generations both = generations;
    Image image = both.filling.get(id);
    return image != null ? image : both.applying.get(id);
  }

  /** How many changed ids wait. */
  int waiting() {
    return generations.filling.size();
  }

  /** Whether a generation is on its way. */
  boolean isApplying() {
    return !generations.applying.isEmpty();
  }

  /** What is on its way; the waiting ones set out if nothing is. Not to be changed. */
  Collection<Image> setOut() {
    Generations both = generations;
    if (both.applying.isEmpty()) {
      both = new Generations(new ConcurrentHashMap<>(), both.filling);
      generations = both;
    }
    return both.applying.values();
  }

  /** What was on its way has arrived. */
  void arrived() {
    generations = new Generations(generations.filling, Map.of());
  }

  /** A view at one moment, with some images more on top. */
  View view(Map<Long, Image> top) {
    Generations both = generations;
    return new View(top, List.of(both.filling, both.applying), both);
  }

  /**
   * What is newer than the database.
   *
   * @param top images of a transaction, which may be taken back
   * @param committed images that only give way to newer ones, the newest generation first
   * @param moment as long as it is the same, the rows of the database are the same too, apart from
   *     those that are in {@code committed}
   */
  record View(Map<Long, Image> top, List<Map<Long, Image>> committed, Object moment) {
    boolean isEmpty() {
      return top.isEmpty() && committed.stream().allMatch(Map::isEmpty);
    }

    boolean has(long id) {
      return top.containsKey(id) || hasCommitted(id);
    }

    boolean hasCommitted(long id) {
      for (Map<Long, Image> layer : committed) {
        if (layer.containsKey(id)) {
          return true;
        }
      }
      return false;
    }

    /** What the selection has in the images, in its order. */
    List<AllocationRecord> list(Selection selection) {
      List<AllocationRecord> found = new ArrayList<>();
      collect(top, List.of(), selection, found);
      for (int i = 0; i < committed.size(); i++) {
        List<Map<Long, Image>> newer = new ArrayList<>(committed.subList(0, i));
        newer.add(top);
        collect(committed.get(i), newer, selection, found);
      }
      found.sort(selection.order());
      return found;
    }

    private static void collect(
        Map<Long, Image> images,
        Collection<Map<Long, Image>> newer,
        Selection selection,
        List<AllocationRecord> found) {
      for (Image image : images.values()) {
        AllocationRecord record = image.record();
        if (record != null
            && selection.matches(record)
            && newer.stream().noneMatch(layer -> layer.containsKey(image.id()))) {
          found.add(record);
        }
      }
    }
  }
}
