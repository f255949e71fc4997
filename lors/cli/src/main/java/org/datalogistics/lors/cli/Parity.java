package org.datalogistics.lors.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.datalogistics.exnode.CodingGroup;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.Extent;
import org.datalogistics.lors.erasure.GroupHealth;
import org.datalogistics.lors.erasure.Health;
import org.datalogistics.lors.erasure.Spread;
import org.datalogistics.lors.listing.ListedExtent;

/** What listings tell of coding groups. */
final class Parity {

  private Parity() {}

  /** The extents of parity as if they were a file of their own, to be probed. */
  static ExNode alone(ExNode exNode) {
    List<Extent> extents = new ArrayList<>();
    exNode.codingGroups().forEach(group -> extents.addAll(group.extents()));
    return ExNode.builder(exNode.name()).extents(extents).build();
  }

  private static Set<Extent> usable(List<ListedExtent> listed, List<ListedExtent> parity) {
    Set<Extent> usable = Collections.newSetFromMap(new IdentityHashMap<>());
    listed.stream().filter(ListedExtent::mayBeRead).forEach(one -> usable.add(one.extent()));
    parity.stream().filter(ListedExtent::mayBeRead).forEach(one -> usable.add(one.extent()));
    return usable;
  }

  /** What can be had when extents and parity are taken together. */
  static Health health(ExNode exNode, List<ListedExtent> listed, List<ListedExtent> parity) {
    return Health.of(exNode, usable(listed, parity)::contains);
  }

  /** A clause for people, with a separator before it; empty without coding groups. */
  static String text(
      ExNode exNode, Health health, List<ListedExtent> listed, List<ListedExtent> parity) {
    if (exNode.codingGroups().isEmpty()) {
      return "";
    }
    Map<String, Integer> codes = new TreeMap<>();
    for (CodingGroup group : exNode.codingGroups()) {
      codes.merge(group.dataSlices() + "+" + group.paritySlices(), 1, Integer::sum);
    }
    List<String> kinds = new ArrayList<>();
    codes.forEach(
        (code, count) -> kinds.add(Summary.count(count, "group", "groups") + " coded " + code));
    long degraded =
        health.groups().stream().filter(g -> g.state() == GroupHealth.State.DEGRADED).count();
    long lost = health.groups().stream().filter(g -> g.state() == GroupHealth.State.LOST).count();
    int survived = Spread.lossesSurvived(exNode, usable(listed, parity)::contains);
    return "; "
        + String.join(", ", kinds)
        + (degraded > 0 ? ", " + degraded + " with slices missing" : "")
        + (lost > 0 ? ", " + lost + " with too few slices" : "")
        + (lost > 0 || survived < 0
            ? ""
            : ": any " + Summary.count(survived, "depot", "depots") + " may be lost");
  }

  /** Each group with its parity. */
  static List<Object> json(ExNode exNode, List<ListedExtent> listed, List<ListedExtent> parity) {
    IdentityHashMap<Extent, ListedExtent> found = new IdentityHashMap<>();
    parity.forEach(one -> found.put(one.extent(), one));
    Map<Long, GroupHealth> healths = new TreeMap<>();
    health(exNode, listed, parity)
        .groups()
        .forEach(health -> healths.put(health.group().offset(), health));
    List<Object> groups = new ArrayList<>();
    for (CodingGroup group : exNode.codingGroups()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("code", group.code());
      json.put("dataSlices", group.dataSlices());
      json.put("paritySlices", group.paritySlices());
      json.put("offset", group.offset());
      json.put("length", group.length());
      json.put("sliceLength", group.sliceLength());
      GroupHealth health = healths.get(group.offset());
      if (health != null) {
        json.put("state", health.state().name().toLowerCase(Locale.ROOT));
        json.put("spare", health.spare());
      }
      List<Object> slices = new ArrayList<>();
      group
          .slices()
          .forEach(
              slice -> {
                ListedExtent one = found.get(slice.extent());
                if (one != null) {
                  Map<String, Object> extent = new LinkedHashMap<>();
                  extent.put("slice", slice.index());
                  ListPrinter.json(one).forEach(extent::put);
                  extent.remove("index");
                  slices.add(extent);
                }
              });
      json.put("parity", slices);
      groups.add(json);
    }
    return groups;
  }
}
