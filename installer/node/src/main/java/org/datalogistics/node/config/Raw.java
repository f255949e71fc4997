package org.datalogistics.node.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value as it was written, before its key makes sense of it. */
sealed interface Raw {
  Origin origin();

  /** What it is, for messages. */
  String kind();

  /** A single value. */
  record Text(String text, Origin origin) implements Raw {
    @Override
    public String kind() {
      return "a single value";
    }
  }

  /** A key without a value. */
  record Nothing(Origin origin) implements Raw {
    @Override
    public String kind() {
      return "no value";
    }
  }

  /** Several values. */
  record Items(List<Raw> items, Origin origin) implements Raw {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Named values, in the order they were written. */
  record Fields(Map<String, Raw> fields, Origin origin) implements Raw {
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String kind() {
      return "a group of keys";
    }
  }
}
