package org.datalogistics.exnode.format;

import java.util.Optional;

/** The forms of exNode documents, as told by their first byte. */
public enum DocumentForm {
  XML,
  JSON;

  private static final byte[] UTF8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /**
   * The form of a document, by its first byte that is no white space; empty when it is neither.
   * Encodings other than ASCII's relatives count as neither.
   */
  public static Optional<DocumentForm> of(byte[] document) {
    int i = startsWithMark(document) ? UTF8_MARK.length : 0;
    while (i < document.length && isSpace(document[i])) {
      i++;
    }
    if (i == document.length) {
      return Optional.empty();
    }
    return switch (document[i]) {
      case '<' -> Optional.of(XML);
      case '{', '[' -> Optional.of(JSON);
      default -> Optional.empty();
    };
  }

  private static boolean startsWithMark(byte[] document) {
    for (int i = 0; i < UTF8_MARK.length; i++) {
      if (i >= document.length || document[i] != UTF8_MARK[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSpace(byte value) {
    return value == ' ' || value == '\t' || value == '\n' || value == '\r';
  }
}
