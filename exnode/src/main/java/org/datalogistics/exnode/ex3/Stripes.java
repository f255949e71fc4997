package org.datalogistics.exnode.ex3;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.exnode.ExNodeFormatException;

/**
 * A striped segment (type {@code lun}): rows of one block for each device, filled chunk by chunk.
 *
 * @param shift how many devices further each stripe begins
 * @param chunk bytes of a chunk, its head included where it has one
 */
record Stripes(int devices, int shift, long chunk, List<Row> rows) {

  /** More devices than any installation gives to one file. */
  private static final int MOST_DEVICES = 4096;

  Stripes {
    rows = List.copyOf(rows);
  }

  /** Blocks that hold a range of the segment together. */
  record Row(long offset, long length, List<Slot> slots) {
    Row {
      slots = List.copyOf(slots);
    }

    /** Stripes that are at least begun. */
    long stripes(long stripe) {
      return (length + stripe - 1) / stripe;
    }
  }

  /** The block of one device, and where in it the row begins. */
  record Slot(String block, long start) {}

  /** Bytes of a stripe. */
  long stripe() {
    return chunk * devices;
  }

  static Stripes of(IniSection section) throws ExNodeFormatException {
    int devices = section.small("n_devices", 2, 1, MOST_DEVICES);
    int shift = section.small("n_shift", 1, 0, MOST_DEVICES);
    long chunk = section.number("chunk_size", 16 << 10);
    if (chunk < 1 || chunk > Long.MAX_VALUE / devices / 2) {
      throw section.error("its chunks cannot have " + chunk + " bytes");
    }
    List<Row> rows = new ArrayList<>();
    for (String value : section.raw("row")) {
      List<String> parts = IniSection.parts(value);
      if (parts.size() != 3 + 2 * devices) {
        throw section.error(
            "a row names " + (parts.size() - 3) / 2 + " blocks for " + devices + " devices");
      }
      long start = section.number(parts.get(0), "the start of a row");
      long end = section.number(parts.get(1), "the end of a row");
      if (end < start || end == Long.MAX_VALUE || start % (chunk * devices) != 0) {
        throw section.error("a row from " + start + " to " + end + " is not made of stripes");
      }
      List<Slot> slots = new ArrayList<>();
      for (int i = 0; i < devices; i++) {
        slots.add(
            new Slot(
                parts.get(3 + 2 * i),
                section.number(parts.get(4 + 2 * i), "the place in a block")));
      }
      rows.add(new Row(start, end - start + 1, slots));
    }
    return new Stripes(devices, shift, chunk, rows);
  }
}
