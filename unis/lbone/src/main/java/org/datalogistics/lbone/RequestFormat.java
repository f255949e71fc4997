package org.datalogistics.lbone;

import java.util.ArrayList;
import java.util.List;
import org.datalogistics.lbone.LboneRequest.Between;
import org.datalogistics.lbone.LboneRequest.ConsoleList;
import org.datalogistics.lbone.LboneRequest.DepotCount;
import org.datalogistics.lbone.LboneRequest.DepotList;
import org.datalogistics.lbone.LboneRequest.Metric;
import org.datalogistics.lbone.LboneRequest.Nearness;

/** Requests as bytes, both ways (LoRS spec 7.1). */
public final class RequestFormat {
  /** The version that everybody sends. */
  static final String VERSION = "0.0.1";

  /** A request for depots, or for nearness, whole. */
  public static final int MESSAGE = 512;

  /** The bytes that say how many there are in all. */
  public static final int HEAD = 20;

  private static final int BETWEEN_HEAD = 50;
  private static final int ENTRY = Fields.HOST + Fields.NUMBER;

  private RequestFormat() {}

  /** The bytes that the original client sends. */
  public static byte[] print(LboneRequest request) {
    if (request instanceof DepotList list) {
      return padded(
          Fields.right(VERSION)
              + Fields.right(1)
              + Fields.right(list.wanted())
              + Fields.right(list.stableMegabytes())
              + Fields.right(list.volatileMegabytes())
              + Fields.right(list.seconds())
              + (list.location().isEmpty() ? "NULL" : list.location()),
          MESSAGE);
    } else if (request instanceof ConsoleList) {
      return Fields.bytes(Fields.right(VERSION) + Fields.right(2));
    } else if (request instanceof DepotCount) {
      return padded(Fields.right(VERSION) + Fields.right(3), 46);
    } else if (request instanceof Nearness nearness) {
      return Fields.bytes(head(4) + Fields.left(nearness.location(), MESSAGE - HEAD));
    } else if (request instanceof Between between) {
      StringBuilder text = new StringBuilder(head(5));
      text.append(Fields.left(between.metric().code(), Fields.NUMBER));
      text.append(Fields.left(between.sources().size(), Fields.NUMBER));
      text.append(Fields.left(between.destinations().size(), Fields.NUMBER));
      between.sources().forEach(each -> text.append(entry(each)));
      between.destinations().forEach(each -> text.append(entry(each)));
      return Fields.bytes(text.toString());
    }
    throw new AssertionError(request);
  }

  private static String head(int type) {
    return Fields.left(VERSION, Fields.NUMBER) + Fields.left(type, Fields.NUMBER);
  }

  static String entry(HostPort depot) {
    return Fields.left(depot.host(), Fields.HOST) + Fields.left(depot.port(), Fields.NUMBER);
  }

  private static byte[] padded(String text, int length) {
    byte[] message = new byte[Math.max(length, text.length())];
    byte[] bytes = Fields.bytes(text);
    System.arraycopy(bytes, 0, message, 0, bytes.length);
    return message;
  }

  /**
   * How many bytes the request has, as far as can be told from its beginning: a first answer needs
   * {@link #HEAD} bytes, and may turn out larger when that many have come.
   *
   * @throws LboneFormatException when this is the beginning of no request
   */
  public static int length(byte[] bytes, int count) throws LboneFormatException {
    if (count < HEAD) {
      return HEAD;
    }
    FieldReader fields = new FieldReader(bytes, count);
    fields.text(Fields.NUMBER);
    long type = fields.number("the type of the request");
    if (type == 1 || type == 4) {
      return MESSAGE;
    }
    if (type == 2 || type == 3) {
      return HEAD;
    }
    if (type != 5) {
      throw new LboneFormatException("there is no request " + type, LboneError.UNKNOWN_REQUEST);
    }
    if (count < BETWEEN_HEAD) {
      return BETWEEN_HEAD;
    }
    fields.number("the metric");
    return BETWEEN_HEAD + ENTRY * (entries(fields, "sources") + entries(fields, "destinations"));
  }

  private static int entries(FieldReader fields, String what) throws LboneFormatException {
    long number = fields.number("the number of " + what);
    if (number < 1 || number > LboneRequest.MOST_ENTRIES) {
      throw new LboneFormatException(
          number + " " + what + " are not 1 to " + LboneRequest.MOST_ENTRIES,
          LboneError.ILLEGAL_PARAMETER);
    }
    return (int) number;
  }

  /**
   * Reads a request. One that ends early is read as far as it goes where only its location is cut
   * off.
   *
   * @throws LboneFormatException when the bytes are none
   */
  public static LboneRequest parse(byte[] bytes, int count) throws LboneFormatException {
    FieldReader fields = new FieldReader(bytes, count);
    fields.text(Fields.NUMBER);
    long type = fields.number("the type of the request");
    try {
      return switch ((int) Math.max(0, Math.min(type, 6))) {
        case 1 ->
            new DepotList(
                (int) Math.max(-1, Math.min(Integer.MAX_VALUE, fields.number("depots wanted"))),
                fields.number("stable space"),
                fields.number("volatile space"),
                Math.max(-1, fields.number("the duration")),
                location(fields));
        case 2 -> new ConsoleList();
        case 3 -> new DepotCount();
        case 4 -> new Nearness(location(fields));
        case 5 -> between(fields);
        default ->
            throw new LboneFormatException(
                "there is no request " + type, LboneError.UNKNOWN_REQUEST);
      };
    } catch (IllegalArgumentException e) {
      throw new LboneFormatException(String.valueOf(e.getMessage()), LboneError.ILLEGAL_PARAMETER);
    }
  }

  private static String location(FieldReader fields) {
    String text = fields.text(MESSAGE);
    return text.equals("NULL") ? "" : text;
  }

  private static Between between(FieldReader fields) throws LboneFormatException {
    long metric = fields.number("the metric");
    int sources = entries(fields, "sources");
    int destinations = entries(fields, "destinations");
    // The original server takes every metric that it does not know for the geographic one.
    Metric known = metric == Metric.NETWORK.code() ? Metric.NETWORK : Metric.GEOGRAPHIC;
    return new Between(known, entries(fields, sources), entries(fields, destinations));
  }

  private static List<HostPort> entries(FieldReader fields, int number)
      throws LboneFormatException {
    List<HostPort> entries = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      if (fields.remaining() < ENTRY) {
        throw new LboneFormatException("the request ends within its entries");
      }
      String host = fields.text(Fields.HOST);
      long port = fields.number("the port of " + FieldReader.shown(host));
      entries.add(new HostPort(host, (int) Math.max(-1, Math.min(70_000, port))));
    }
    return entries;
  }
}
