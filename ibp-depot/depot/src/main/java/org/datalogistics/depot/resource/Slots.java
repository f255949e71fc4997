package org.datalogistics.depot.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The places of all configured resources, in their order; replaced as a whole at each change. */
final class Slots {
  private volatile Map<String, Slot> byId;

  Slots(List<ResourceConfig> configured) {
    Map<String, Slot> slots = new LinkedHashMap<>();
    for (ResourceConfig each : configured) {
      if (slots.put(each.id(), Slot.of(each)) != null) {
        throw new IllegalArgumentException("two resources have the id " + each.id());
      }
    }
    if (slots.isEmpty()) {
      throw new IllegalArgumentException("a depot needs a resource");
    }
    byId = slots;
  }

  @Nullable Slot get(String id) {
    return byId.get(id);
  }

  List<Slot> all() {
    return List.copyOf(byId.values());
  }

  List<Resource> open() {
    List<Resource> open = new ArrayList<>();
    for (Slot each : byId.values()) {
      Resource resource = each.resource();
      if (resource != null) {
        open.add(resource);
      }
    }
    return open;
  }

  /**
   * Changes a place.
   *
   * @param change gives null to leave it as it is
   * @return the place before the change; null if it was not changed
   */
  synchronized @Nullable Slot change(String id, Change change) {
    Slot before = byId.get(id);
    Slot after = before == null ? null : change.of(before);
    if (before == null || after == null) {
      return null;
    }
    Map<String, Slot> next = new LinkedHashMap<>(byId);
    next.put(id, after);
    byId = next;
    return before;
  }

  /** A change of a place. */
  interface Change {
    @Nullable Slot of(Slot before);
  }

  /**
   * Has these places and no others, each as it was but for its configuration.
   *
   * @return the places before
   */
  synchronized List<Slot> configure(List<ResourceConfig> changed) {
    List<Slot> before = all();
    Map<String, Slot> next = new LinkedHashMap<>();
    for (ResourceConfig each : changed) {
      Slot known = byId.get(each.id());
      if (known == null) {
        next.put(each.id(), Slot.of(each));
      } else {
        boolean open = known.resource() != null;
        next.put(each.id(), known.configured(open ? each.onto(known.config()) : each));
      }
    }
    byId = next;
    return before;
  }

  /** Changes all places. */
  synchronized void changeAll(UnaryOperator<Slot> change) {
    Map<String, Slot> next = new LinkedHashMap<>();
    byId.forEach((id, slot) -> next.put(id, change.apply(slot)));
    byId = next;
  }
}
