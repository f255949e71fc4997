package org.datalogistics.exnode.xml;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datalogistics.exnode.ExNodeFormatException;

/**
 * Turns the bytes of a document into characters (XML 1.0, appendix F). Bytes that the encoding does
 * not allow are refused here: the JDK's XML parser would print a complaint to standard error.
 */
final class XmlEncoding {

  /** Longer than any declaration. */
  private static final int DECLARATION_LENGTH = 256;

  private static final int SCRATCH_LENGTH = 4096;

  private static final Pattern DECLARATION =
      Pattern.compile("^<\\?xml\\s[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

  private XmlEncoding() {}

  /** The characters of a document, without a byte order mark. */
  static Reader reader(byte[] document) throws ExNodeFormatException {
    int mark = startsWith(document, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    Charset charset = charset(document, mark);
    check(document, mark, charset);
    return new InputStreamReader(
        new ByteArrayInputStream(document, mark, document.length - mark), charset);
  }

  /** A pass of its own, since a reader decodes ahead and could not tell the place. */
  private static void check(byte[] document, int from, Charset charset)
      throws ExNodeFormatException {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.wrap(document, from, document.length - from);
    CharBuffer scratch = CharBuffer.allocate(SCRATCH_LENGTH);
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      scratch.clear();
      result = decoder.decode(bytes, scratch, true);
    }
    if (result.isError()) {
      throw new ExNodeFormatException("byte " + bytes.position(), "not valid " + charset.name());
    }
  }

  private static Charset charset(byte[] document, int mark) throws ExNodeFormatException {
    if (mark > 0) {
      return StandardCharsets.UTF_8;
    }
    if (startsWith(document, 0xFE, 0xFF) || startsWith(document, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16;
    }
    int length = Math.min(document.length, DECLARATION_LENGTH);
    Matcher declaration =
        DECLARATION.matcher(new String(document, 0, length, StandardCharsets.ISO_8859_1));
    if (!declaration.find()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(declaration.group(1));
    } catch (IllegalArgumentException e) {
      throw new ExNodeFormatException(
          "line 1", "the encoding " + declaration.group(1) + " is not known", e);
    }
  }

  private static boolean startsWith(byte[] document, int... values) {
    for (int i = 0; i < values.length; i++) {
      if (i >= document.length || (document[i] & 0xFF) != values[i]) {
        return false;
      }
    }
    return true;
  }
}
