package org.datalogistics.exnode.ex3;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.datalogistics.exnode.CapabilityUris;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.Extent;
import org.datalogistics.exnode.ParseLimits;

/** Turns the stacked segments of one document into extents. For one use. */
final class Ex3Segments {
  /** Bytes in front of each stored chunk of an erasure-coded segment. */
  private static final int COOKIE = 4;

  private final IniDocument ini;
  private final ParseLimits limits;
  private final Map<String, CapabilityUris> blocks = new HashMap<>();
  private final List<Extent> extents = new ArrayList<>();

  Ex3Segments(IniDocument ini, ParseLimits limits) {
    this.ini = ini;
    this.limits = limits;
  }

  /** Reads a segment and what it stands on; gives the size of its data. */
  long read(String id) throws ExNodeFormatException {
    return read(id, 0);
  }

  /** The extents of a file of that size, by offset; what lies beyond is reserved space. */
  List<Extent> extents(long size) {
    List<Extent> within = new ArrayList<>();
    for (Extent extent : extents) {
      if (extent.offset() < size) {
        long length = Math.min(extent.length(), size - extent.offset());
        within.add(
            length == extent.length()
                ? extent
                : Extent.builder(extent.offset(), length)
                    .allocOffset(extent.allocOffset())
                    .capabilities(extent.capabilities())
                    .build());
      }
    }
    within.sort(Comparator.comparingLong(Extent::offset));
    return within;
  }

  private long read(String id, int depth) throws ExNodeFormatException {
    IniSection section = ini.section("segment-" + id.strip());
    if (depth > limits.maxDepth()) {
      throw section.error("segments are stacked deeper than " + limits.maxDepth());
    }
    String type = section.required("type");
    return switch (type) {
      case "linear" -> linear(section);
      case "lun" -> striped(section);
      case "jerasure" -> coded(section);
      case "cache" -> {
        long below = read(section.required("segment"), depth + 1);
        yield section.text("used_size").isEmpty() ? below : section.number("used_size", 0);
      }
      default ->
          throw section.error(
              "segments of type "
                  + IniDocument.shortened(type)
                  + " cannot be read; linear, lun, jerasure and cache can");
    };
  }

  private long linear(IniSection section) throws ExNodeFormatException {
    long largest = 0;
    for (String value : section.raw("block")) {
      List<String> parts = IniSection.parts(value);
      if (parts.size() != 5) {
        throw section.error("a block has " + parts.size() + " numbers, not 5");
      }
      long start = section.number(parts.get(1), "the start of a block");
      long position = section.number(parts.get(2), "the place in a block");
      long end = section.number(parts.get(3), "the end of a block");
      if (end < start || end == Long.MAX_VALUE) {
        throw section.error("a block cannot reach from " + start + " to " + end);
      }
      add(section, start, end - start + 1, parts.get(0), position);
      largest = Math.max(largest, end + 1);
    }
    return section.text("used_size").isEmpty() ? largest : section.number("used_size", 0);
  }

  private long striped(IniSection section) throws ExNodeFormatException {
    Stripes stripes = Stripes.of(section);
    int devices = stripes.devices();
    long largest = 0;
    for (Stripes.Row row : stripes.rows()) {
      largest = Math.max(largest, row.offset() + row.length());
      long count = row.stripes(stripes.stripe());
      checkCount(section, count, devices);
      for (long s = 0; s < count; s++) {
        for (int device = 0; device < devices; device++) {
          long chunk = (device + s * stripes.shift()) % devices;
          long offset = s * stripes.stripe() + chunk * stripes.chunk();
          long length = Math.min(stripes.chunk(), row.length() - offset);
          if (length > 0) {
            Stripes.Slot slot = row.slots().get(device);
            long position = Math.addExact(slot.start(), s * stripes.chunk());
            add(section, row.offset() + offset, length, slot.block(), position);
          }
        }
      }
    }
    return section.text("used_size").isEmpty() ? largest : section.number("used_size", 0);
  }

  /** The data chunks; the segment below has those of parity too, each behind a cookie. */
  private long coded(IniSection section) throws ExNodeFormatException {
    int data = section.small("n_data_devs", 6, 1, 1024);
    int parity = section.small("n_parity_devs", 3, 0, 1024);
    long chunk = section.number("chunk_size", 16 << 10);
    IniSection below = ini.section("segment-" + section.required("segment").strip());
    if (!below.required("type").equals("lun")) {
      throw section.error("it does not stand on a segment of type lun");
    }
    Stripes stripes = Stripes.of(below);
    if (stripes.devices() != data + parity || stripes.chunk() != chunk + COOKIE) {
      throw section.error(
          "its %d+%d devices and chunks of %d bytes do not fit %d devices and chunks of %d below"
              .formatted(data, parity, chunk, stripes.devices(), stripes.chunk()));
    }
    long size = 0;
    for (Stripes.Row row : stripes.rows()) {
      long count = row.length() / stripes.stripe();
      checkCount(section, count, data);
      long first = row.offset() / stripes.stripe();
      for (long s = 0; s < count; s++) {
        for (int device = 0; device < stripes.devices(); device++) {
          long number = (device + s * stripes.shift()) % stripes.devices();
          if (number < data) {
            Stripes.Slot slot = row.slots().get(device);
            long position = Math.addExact(slot.start(), s * stripes.chunk() + COOKIE);
            long offset = Math.multiplyExact((first + s) * data + number, chunk);
            add(section, offset, chunk, slot.block(), position);
          }
        }
      }
      size = Math.max(size, Math.multiplyExact((first + count) * data, chunk));
    }
    return section.text("used_size").isEmpty() ? size : section.number("used_size", 0);
  }

  private void checkCount(IniSection section, long stripes, int devices)
      throws ExNodeFormatException {
    if (stripes > (limits.maxExtents() - extents.size()) / Math.max(1, devices)) {
      throw section.error("the file has more than " + limits.maxExtents() + " pieces");
    }
  }

  private void add(IniSection section, long offset, long length, String block, long position)
      throws ExNodeFormatException {
    if (extents.size() >= limits.maxExtents()) {
      throw section.error("the file has more than " + limits.maxExtents() + " pieces");
    }
    if (length > Long.MAX_VALUE - position || length > Long.MAX_VALUE - offset) {
      throw section.error("a piece of " + length + " bytes at " + offset + " ends beyond 2^63");
    }
    extents.add(
        Extent.builder(offset, length)
            .allocOffset(position)
            .capabilities(capabilities(block))
            .build());
  }

  private CapabilityUris capabilities(String block) throws ExNodeFormatException {
    String id = block.strip();
    CapabilityUris known = blocks.get(id);
    if (known != null) {
      return known;
    }
    IniSection section = ini.section("block-" + id);
    try {
      CapabilityUris uris =
          new CapabilityUris(
              section.text("read_cap").orElse(null),
              section.text("write_cap").orElse(null),
              section.text("manage_cap").orElse(null));
      blocks.put(id, uris);
      return uris;
    } catch (IllegalArgumentException e) {
      throw section.error(String.valueOf(e.getMessage()));
    }
  }
}
