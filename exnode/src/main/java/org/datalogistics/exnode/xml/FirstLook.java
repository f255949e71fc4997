package org.datalogistics.exnode.xml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datalogistics.exnode.ExNodeFormatException;

/**
 * Refuses what the JDK's parser would refuse too, but not without a word on standard error: bytes
 * that are no text in the document's encoding, and document type declarations.
 */
final class FirstLook {
  /** A declaration is longer in no document that means well. */
  private static final int DECLARATION = 256;

  private static final int AT_ONCE = 8192;
  private static final Pattern ENCODING =
      Pattern.compile("^<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");
  private static final Pattern DOCTYPE =
      Pattern.compile("^\\s*(?:<\\?.*?\\?>\\s*|<!--.*?-->\\s*)*+<!DOCTYPE", Pattern.DOTALL);

  private FirstLook() {}

  /** Looks at a document. */
  static void at(byte[] document) throws ExNodeFormatException {
    CharsetDecoder decoder = encoding(document).newDecoder();
    decoder.onMalformedInput(CodingErrorAction.REPORT);
    decoder.onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.wrap(document);
    CharBuffer text = CharBuffer.allocate(AT_ONCE);
    CoderResult result;
    boolean first = true;
    do {
      result = decoder.decode(bytes, text.clear(), true);
      if (result.isError()) {
        throw new ExNodeFormatException(
            "byte " + bytes.position(), "not well-formed XML: not text in " + decoder.charset());
      }
      if (first) {
        requireNoType(text.flip());
        first = false;
      }
    } while (result.isOverflow());
  }

  private static void requireNoType(CharBuffer start) throws ExNodeFormatException {
    int mark = start.length() > 0 && start.charAt(0) == '\ufeff' ? 1 : 0;
    if (DOCTYPE.matcher(start.subSequence(mark, start.length())).find()) {
      throw new ExNodeFormatException("", "a document type declaration is not allowed");
    }
  }

  /** As the document says, by its first bytes or its declaration; else UTF-8. */
  private static Charset encoding(byte[] document) {
    int one = document.length > 1 ? document[0] & 0xff : 0;
    int two = document.length > 1 ? document[1] & 0xff : 0;
    if ((one == 0xfe && two == 0xff) || (one == 0 && two == '<')) {
      return StandardCharsets.UTF_16BE;
    }
    if ((one == 0xff && two == 0xfe) || (one == '<' && two == 0)) {
      return StandardCharsets.UTF_16LE;
    }
    String start =
        new String(
            document, 0, Math.min(DECLARATION, document.length), StandardCharsets.ISO_8859_1);
    Matcher declared = ENCODING.matcher(start);
    try {
      // What says UTF-16 in single bytes is something else, which the parser finds out.
      return declared.find() && !declared.group(1).toUpperCase(Locale.ROOT).startsWith("UTF-16")
          ? Charset.forName(declared.group(1))
          : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.ISO_8859_1; // The parser does not know it either, and says so.
    }
  }
}
