package org.datalogistics.exnode.xml;

import java.io.IOException;

/** Escapes text so that the document is plain ASCII and survives a parser unchanged. */
final class XmlText {

  private static final int REPLACEMENT = 0xFFFD;

  private XmlText() {}

  /** Text between tags. */
  static void appendContent(Appendable out, String text) throws IOException {
    append(out, text, false);
  }

  /** The value of an attribute, between double quotes. */
  static void appendAttribute(Appendable out, String text) throws IOException {
    append(out, text, true);
  }

  private static void append(Appendable out, String text, boolean attribute) throws IOException {
    if (isPlain(text)) {
      out.append(text);
      return;
    }
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      switch (codePoint) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append(attribute ? "&quot;" : "\"");
        default -> {
          boolean literal =
              (codePoint >= ' ' && codePoint < 0x7f)
                  || (!attribute && (codePoint == '\n' || codePoint == '\t'));
          if (literal) {
            out.append((char) codePoint);
          } else {
            out.append("&#")
                .append(Integer.toString(isAllowed(codePoint) ? codePoint : REPLACEMENT))
                .append(';');
          }
        }
      }
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7f || c == '&' || c == '<' || c == '>' || c == '"') {
        return false;
      }
    }
    return true;
  }

  /** The characters of XML 1.0 (section 2.2 of its specification). */
  private static boolean isAllowed(int codePoint) {
    return codePoint == '\t'
        || codePoint == '\n'
        || codePoint == '\r'
        || (codePoint >= ' ' && codePoint <= 0xD7FF)
        || (codePoint >= 0xE000 && codePoint <= 0xFFFD)
        || codePoint >= 0x10000;
  }
}
