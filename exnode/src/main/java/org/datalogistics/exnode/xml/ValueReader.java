package org.datalogistics.exnode.xml;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.datalogistics.exnode.ExNodeFormatException;
import org.datalogistics.exnode.Metadata;
import org.datalogistics.exnode.ParseLimits;
import org.datalogistics.exnode.TypedValue;

/** Reads {@code metadata} and {@code argument} elements (exNode spec 2.2) and counts them. */
final class ValueReader {

  private static final int LONGEST_NUMBER = 400; // digits of the largest finite double, and some
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d++(\\.\\d*+)?|\\.\\d++)([eE][+-]?\\d++)?");

  private final XmlCursor cursor;
  private final int maxEntries;
  private int entries;

  ValueReader(XmlCursor cursor, ParseLimits limits) {
    this.cursor = cursor;
    maxEntries = limits.maxEntries();
  }

  /**
   * Reads the element at hand into a container; a name that is there already gets the later value.
   *
   * @param free names that do not count towards the limit of entries, because they are not kept
   */
  void readInto(Map<String, TypedValue> container, Set<String> free) throws ExNodeFormatException {
    String element = cursor.localName();
    String name = cursor.requiredAttribute(XmlNames.NAME);
    String type = cursor.requiredAttribute(XmlNames.TYPE);
    if (!free.contains(name) && ++entries > maxEntries) {
      throw cursor.error("the document has more than " + maxEntries + " metadata entries");
    }
    container.put(name, read(element, name, type));
  }

  private TypedValue read(String element, String name, String type) throws ExNodeFormatException {
    return switch (type) {
      case XmlNames.INTEGER -> TypedValue.of(integer(name, cursor.text()));
      case XmlNames.DOUBLE -> TypedValue.of(real(name, cursor.text()));
      case XmlNames.STRING -> TypedValue.of(cursor.text());
      case XmlNames.META -> TypedValue.of(nested(element));
      default ->
          throw cursor.error(
              "the "
                  + element
                  + " "
                  + name
                  + " has the unknown type \""
                  + type
                  + "\"; known are integer, double, string, meta");
    };
  }

  private Metadata nested(String element) throws ExNodeFormatException {
    Map<String, TypedValue> container = new TreeMap<>();
    cursor.children(
        child -> {
          if (cursor.isExNodeElement() && child.equals(element)) {
            readInto(container, Set.of());
          } else {
            cursor.skip();
          }
        });
    return Metadata.of(container);
  }

  private long integer(String name, String text) throws ExNodeFormatException {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw cursor.error(name + " must be a decimal number that fits 64 bits");
    }
  }

  private double real(String name, String text) throws ExNodeFormatException {
    String number = text.strip();
    if (number.length() <= LONGEST_NUMBER && DECIMAL.matcher(number).matches()) {
      double value = Double.parseDouble(number);
      if (Double.isFinite(value)) {
        return value;
      }
    }
    throw cursor.error(name + " must be a finite decimal number");
  }
}
