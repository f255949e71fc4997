package org.datalogistics.depot;

import java.util.List;
import org.datalogistics.testkit.RawClient;

/**
 * Bytes go into a byte array, by whatever command. When the answer did not come, the size is the
 * old or the new one; what was overwritten may be old or new, each byte for itself; what came
 * behind the end is all there if it counts.
 */
final class CrashWrite implements CrashStep {
  /** Bytes and where they go. */
  static final class Piece {
    private final int offset;
    private final byte[] bytes;

    Piece(int offset, byte[] bytes) {
      this.offset = offset;
      this.bytes = bytes;
    }

    int offset() {
      return offset;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  private final CrashFile target;
  private final List<Piece> pieces;
  private final byte[] request;
  private final String answer;

  private CrashWrite(CrashFile target, List<Piece> pieces, byte[] request, String answer) {
    this.target = target;
    this.pieces = List.copyOf(pieces);
    this.request = request;
    this.answer = answer;
  }

  /** An upload: a line, then the bytes of all pieces. */
  static CrashWrite upload(CrashFile target, String line, List<Piece> pieces) {
    var all = new java.io.ByteArrayOutputStream();
    all.writeBytes(ascii(line));
    pieces.forEach(piece -> all.writeBytes(piece.bytes()));
    int length = all.size() - line.length();
    return new CrashWrite(target, pieces, all.toByteArray(), "1 \n1 " + length + " \n");
  }

  /** A copy: a line alone. */
  static CrashWrite copy(CrashFile target, String line, Piece piece) {
    return new CrashWrite(target, List.of(piece), ascii(line), "1 " + piece.bytes().length + " \n");
  }

  private static byte[] ascii(String line) {
    return line.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  @Override
  public void run(RawClient client) {
    client.send(request).expect(answer);
    target.content = target.with(pieces);
  }

  @Override
  public void settle(RawClient client, int port) {
    byte[] before = target.content;
    byte[] after = target.with(pieces);
    int size = CrashAnswers.probe(client, target.keys).size();
    if (size != before.length && size != after.length) {
      throw new AssertionError(
          "size %d after a write from %d to %d".formatted(size, before.length, after.length));
    }
    byte[] found = CrashAnswers.loadAll(client, target.keys, size);
    for (int i = 0; i < size; i++) {
      boolean isOld = i < before.length && found[i] == before[i];
      if (!isOld && found[i] != after[i] && !isOfAnotherPiece(i, found[i])) {
        throw new AssertionError("byte " + i + " of " + size + " is neither old nor new");
      }
    }
    target.content = found;
  }

  /** Pieces may overlap, and the first may have been written only. */
  private boolean isOfAnotherPiece(int at, byte value) {
    return at < target.content.length
        && pieces.stream()
            .anyMatch(
                piece ->
                    at >= piece.offset()
                        && at < piece.offset() + piece.bytes().length
                        && piece.bytes()[at - piece.offset()] == value);
  }
}
