package org.datalogistics.exnode.xml;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.datalogistics.exnode.TypedValue;
import org.datalogistics.exnode.TypedValue.DoubleValue;
import org.datalogistics.exnode.TypedValue.IntegerValue;
import org.datalogistics.exnode.TypedValue.MetaValue;
import org.datalogistics.exnode.TypedValue.StringValue;

/** Writes indented elements, and typed values as elements (exNode spec 2.2). */
final class ElementWriter {

  private static final int FRACTION_DIGITS = 6;

  /** The order of the C tools: by byte value. */
  private static final Comparator<String> BY_BYTES =
      Comparator.comparing(
          (String name) -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private final StringBuilder out;
  private int depth;

  ElementWriter(StringBuilder out) {
    this.out = out;
  }

  /** A start tag on a line of its own. */
  void open(String element) throws IOException {
    startTag(element);
    out.append(">\n");
    depth++;
  }

  /** A start tag with a name attribute on a line of its own. */
  void openNamed(String element, String name) throws IOException {
    startTag(element);
    attribute(XmlNames.NAME, name);
    out.append(">\n");
    depth++;
  }

  /** The end tag of what was opened last. */
  void close(String element) throws IOException {
    depth--;
    indent();
    endTag(element);
  }

  /** An element with text, which may be empty. */
  void text(String element, String text) throws IOException {
    startTag(element);
    out.append('>');
    XmlText.appendContent(out, text);
    endTag(element);
  }

  /**
   * Typed values, sorted by name; without empty strings, which crash released C tools, and JSON
   * values, which have no XML type.
   */
  void values(String element, Map<String, TypedValue> values) throws IOException {
    List<String> names = new ArrayList<>(values.keySet());
    names.sort(BY_BYTES);
    for (String name : names) {
      TypedValue value = values.get(name);
      if (value instanceof IntegerValue integer) {
        value(element, name, XmlNames.INTEGER, Long.toString(integer.value()));
      } else if (value instanceof DoubleValue number) {
        value(element, name, XmlNames.DOUBLE, decimal(number.value()));
      } else if (value instanceof StringValue text && !text.value().isEmpty()) {
        value(element, name, XmlNames.STRING, text.value());
      } else if (value instanceof MetaValue meta) {
        startTag(element);
        attribute(XmlNames.NAME, name);
        attribute(XmlNames.TYPE, XmlNames.META);
        out.append(">\n");
        depth++;
        values(element, meta.entries().entries());
        close(element);
      }
    }
  }

  private void value(String element, String name, String type, String text) throws IOException {
    startTag(element);
    attribute(XmlNames.NAME, name);
    attribute(XmlNames.TYPE, type);
    out.append('>');
    XmlText.appendContent(out, text);
    endTag(element);
  }

  /** Six fraction digits, as the C tools print, and more only where the value would change. */
  private static String decimal(double value) {
    BigDecimal exact = new BigDecimal(Double.toString(value));
    return exact
        .setScale(Math.max(FRACTION_DIGITS, exact.scale()), RoundingMode.UNNECESSARY)
        .toPlainString();
  }

  private void startTag(String element) throws IOException {
    indent();
    out.append("<exnode:").append(element);
  }

  private void endTag(String element) throws IOException {
    out.append("</exnode:").append(element).append(">\n");
  }

  private void attribute(String name, String value) throws IOException {
    out.append(' ').append(name).append("=\"");
    XmlText.appendAttribute(out, value);
    out.append('"');
  }

  private void indent() throws IOException {
    for (int i = 0; i <= depth; i++) {
      out.append("  ");
    }
  }
}
