package org.datalogistics.exnode.ex3;

import java.util.List;
import org.datalogistics.exnode.ExNode;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.ParseLimits;

/**
 * Reads ex3 documents of L-Store (exNode spec 7): each slice of a block becomes a raw extent. Of
 * erasure-coded segments the data chunks are read, so that the file can be read while no device is
 * lost; their parity is of another code than {@link org.datalogistics.exnode.CodingGroup} and left
 * out.
 */
public final class Ex3Reader {
  private final ParseLimits limits;

  /** A reader within the usual limits. */
  public Ex3Reader() {
    this(ParseLimits.DEFAULT);
  }

  /** A reader within these limits; the depth is that of stacked segments. */
  public Ex3Reader(ParseLimits limits) {
    this.limits = limits;
  }

  /** Whether a document can be nothing but an ex3 one: it begins with a comment or a section. */
  public static boolean looksLikeIt(byte[] document) {
    for (int i = 0; i < document.length; i++) {
      byte b = document[i];
      if (b == '#') {
        return true;
      }
      if (b == '[') {
        return i + 1 < document.length && Character.isLetter(document[i + 1]);
      }
      boolean skipped = b == ' ' || b == '\t' || b == '\n' || b == '\r' || b < 0; // a mark of UTF-8
      if (!skipped) {
        return false;
      }
    }
    return false;
  }

  /**
   * The file in a document.
   *
   * @throws ExNodeFormatException when it is no ex3 document, beyond the limits, or has segments of
   *     a type that cannot be read; nothing else is thrown, whatever the bytes
   */
  public ExNode read(byte[] document) throws ExNodeFormatException {
    IniDocument ini = IniDocument.parse(document, limits);
    IniSection view = ini.section("view");
    List<String> segments = view.raw("segment");
    String top = view.text("default").orElse(segments.size() == 1 ? segments.get(0) : "");
    if (top.isEmpty()) {
      throw view.error("it does not say which segment is the file");
    }
    Ex3Segments reader = new Ex3Segments(ini, limits);
    try {
      long size = reader.read(top);
      String name = ini.has("exnode") ? ini.section("exnode").text("name").orElse("") : "";
      return ExNode.builder(name).size(size).extents(reader.extents(size)).build();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ExNodeFormatException("", String.valueOf(e.getMessage()), e);
    }
  }
}
