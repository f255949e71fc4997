package org.datalogistics.lbone;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.datalogistics.lbone.LboneReply.Count;
import org.datalogistics.lbone.LboneReply.Depots;
import org.datalogistics.lbone.LboneReply.Failed;
import org.datalogistics.lbone.LboneReply.HostValue;
import org.datalogistics.lbone.LboneReply.Matrix;
import org.datalogistics.lbone.LboneReply.Near;

/** Replies as bytes, both ways (LoRS spec 7.2). */
public final class ReplyFormat {
  private static final int GOOD = 1;
  private static final int FAILED = 2;

  private ReplyFormat() {}

  /** The bytes that the original server sends. */
  public static byte[] print(LboneReply reply) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (reply instanceof Failed failed) {
      add(out, number(FAILED) + number(failed.code()));
    } else if (reply instanceof Depots depots) {
      add(out, number(GOOD) + number(depots.depots().size()));
      depots.depots().forEach(depot -> add(out, RequestFormat.entry(depot)));
    } else if (reply instanceof Count count) {
      add(
          out,
          number(GOOD)
              + Fields.left(count.total(), Fields.COUNT)
              + Fields.left(count.live(), Fields.COUNT));
    } else if (reply instanceof Near near) {
      add(out, number(GOOD) + number(near.hosts().size()));
      near.hosts()
          .forEach(each -> add(out, Fields.left(each.host(), Fields.HOST) + value(each.value())));
    } else if (reply instanceof Matrix matrix) {
      add(out, number(GOOD) + number(matrix.rows().size()) + number(matrix.rows().get(0).size()));
      matrix.rows().forEach(row -> row.forEach(each -> add(out, value(each))));
    }
    return out.toByteArray();
  }

  private static void add(ByteArrayOutputStream out, String text) {
    out.writeBytes(Fields.bytes(text));
  }

  private static String number(long value) {
    return Fields.left(value, Fields.NUMBER);
  }

  private static String value(double value) {
    return Fields.left(value);
  }

  /**
   * Reads the reply to a request; depots with an impossible host or port are left out.
   *
   * @throws LboneFormatException when the bytes are none
   * @throws EOFException when they end too early
   */
  public static LboneReply parse(LboneRequest request, InputStream in) throws IOException {
    long status = number(in, "the status");
    if (status == FAILED) {
      long code = number(in, "the error code");
      return new Failed((int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, code)));
    }
    if (status != GOOD) {
      throw new LboneFormatException("the status of a reply is 1 or 2, not " + status);
    }
    if (request instanceof LboneRequest.DepotCount) {
      return count(in);
    } else if (request instanceof LboneRequest.Nearness) {
      return near(in);
    } else if (request instanceof LboneRequest.Between between) {
      return matrix(between, in);
    }
    return depots(in);
  }

  private static Depots depots(InputStream in) throws IOException {
    int number = bounded(number(in, "the number of depots"));
    List<HostPort> depots = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      FieldReader entry = fields(in, Fields.HOST + Fields.NUMBER);
      String host = entry.text(Fields.HOST);
      String port = entry.text(Fields.NUMBER);
      // The original directory has records of no use; the others are still good.
      if (HostPort.isHost(host) && HostPort.isPort(port)) {
        depots.add(new HostPort(host, Integer.parseInt(port)));
      }
    }
    return new Depots(depots);
  }

  private static Count count(InputStream in) throws IOException {
    FieldReader fields = fields(in, 2 * Fields.COUNT);
    long total = fields.number("the number of depots", Fields.COUNT);
    long live = fields.number("the number of live depots", Fields.COUNT);
    if (total < 0 || live < 0) {
      throw new LboneFormatException("negative numbers of depots: " + total + ", " + live);
    }
    return new Count(total, live);
  }

  private static Near near(InputStream in) throws IOException {
    int number = bounded(number(in, "the number of hosts"));
    List<HostValue> hosts = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      FieldReader entry = fields(in, Fields.HOST + Fields.NUMBER);
      String host = entry.text(Fields.HOST);
      hosts.add(new HostValue(host, entry.decimal("the nearness of " + FieldReader.shown(host))));
    }
    return new Near(hosts);
  }

  private static Matrix matrix(LboneRequest.Between asked, InputStream in) throws IOException {
    long rows = number(in, "the number of sources");
    long columns = number(in, "the number of destinations");
    if (rows != asked.sources().size() || columns != asked.destinations().size()) {
      throw new LboneFormatException(
          "a reply of %d times %d numbers, asked for were %d times %d"
              .formatted(rows, columns, asked.sources().size(), asked.destinations().size()));
    }
    List<List<Double>> matrix = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      FieldReader row = fields(in, (int) columns * Fields.NUMBER);
      List<Double> values = new ArrayList<>();
      for (int j = 0; j < columns; j++) {
        values.add(row.decimal("a distance"));
      }
      matrix.add(values);
    }
    return new Matrix(matrix);
  }

  private static int bounded(long number) throws LboneFormatException {
    if (number < 0 || number > LboneReply.MOST_DEPOTS) {
      throw new LboneFormatException("a reply of " + number + " depots");
    }
    return (int) number;
  }

  private static long number(InputStream in, String what) throws IOException {
    return fields(in, Fields.NUMBER).number(what);
  }

  private static FieldReader fields(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the reply ends after " + bytes.length + " of " + length + " bytes");
    }
    return new FieldReader(bytes, length);
  }
}
