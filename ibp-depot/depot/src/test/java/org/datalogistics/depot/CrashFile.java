package org.datalogistics.depot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.datalogistics.depot.TestDepot.Keys;

/** A byte array as a client that sees the depot killed knows it. */
final class CrashFile {
  /** Another way to its bytes from one offset on. */
  record Alias(Keys keys, int offset, int length) {}

  Keys keys;
  int maxSize;
  byte[] content = {};
  int writeCount;
  final List<Alias> aliases = new ArrayList<>();

  /** Block size of the MD5 digests that it keeps, 0 for none. */
  final int digestBlock;

  /** Wall clock seconds between which it was deleted. */
  long deletedFrom;

  long deletedTo;

  /** The depot's number for it where that is known, else empty. */
  String id = "";

  CrashFile(Keys keys, int maxSize, int digestBlock) {
    this.keys = keys;
    this.maxSize = maxSize;
    this.digestBlock = digestBlock;
  }

  int size() {
    return content.length;
  }

  /** What it would have after these bytes were written. */
  byte[] with(List<CrashWrite.Piece> pieces) {
    byte[] next = content;
    for (CrashWrite.Piece piece : pieces) {
      next = Arrays.copyOf(next, Math.max(next.length, piece.offset() + piece.bytes().length));
      System.arraycopy(piece.bytes(), 0, next, piece.offset(), piece.bytes().length);
    }
    return next;
  }

  /** A new leased size, which cuts. */
  void resize(int newSize) {
    maxSize = newSize;
    content = Arrays.copyOf(content, Math.min(content.length, newSize));
  }
}
