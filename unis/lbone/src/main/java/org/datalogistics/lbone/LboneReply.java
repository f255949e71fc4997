package org.datalogistics.lbone;

import java.util.List;
import java.util.Objects;

/** What a server answers (LoRS spec 7.2). */
public sealed interface LboneReply {

  /** Most depots in an answer that is believed. */
  int MOST_DEPOTS = 16_384;

  /**
   * The request failed.
   *
   * @param code negative, see {@link LboneError}
   */
  record Failed(int code) implements LboneReply {}

  /** To {@link LboneRequest.DepotList}: depots, nearest first. */
  record Depots(List<HostPort> depots) implements LboneReply {
    public Depots {
      depots = List.copyOf(depots);
    }
  }

  /** To {@link LboneRequest.DepotCount}: depots known, and those that are up. */
  record Count(long total, long live) implements LboneReply {
    public Count {
      if (total < 0 || live < 0) {
        throw new IllegalArgumentException("negative count: " + total + ", " + live);
      }
    }
  }

  /** To {@link LboneRequest.Nearness}. */
  record Near(List<HostValue> hosts) implements LboneReply {
    public Near {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * How near a host is.
   *
   * @param value larger is nearer, 0 is unknown; up to nine characters of it travel
   */
  record HostValue(String host, double value) {
    public HostValue {
      Objects.requireNonNull(host, "host is null");
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("no number for " + host + ": " + value);
      }
    }
  }

  /**
   * To {@link LboneRequest.Between}: a row for each source, a column for each destination; 0 is
   * unknown.
   */
  record Matrix(List<List<Double>> rows) implements LboneReply {
    public Matrix {
      rows = rows.stream().map(List::copyOf).toList();
      int columns = rows.isEmpty() ? 0 : rows.get(0).size();
      if (columns == 0 || rows.stream().anyMatch(row -> row.size() != columns)) {
        throw new IllegalArgumentException("rows must have an entry or more, all as many");
      }
      if (rows.stream().flatMap(List::stream).anyMatch(value -> !Double.isFinite(value))) {
        throw new IllegalArgumentException("only numbers can be sent");
      }
    }
  }
}
