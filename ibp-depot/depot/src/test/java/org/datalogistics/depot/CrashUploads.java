package org.datalogistics.depot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.datalogistics.testkit.SeededRandom;
import org.jspecify.annotations.Nullable;

/** Makes up ways in which bytes come into a byte array; null where one is not possible. */
final class CrashUploads {
  private static final int MOST = 300_000;

  private final SeededRandom random;
  private final int port;

  CrashUploads(SeededRandom random, int port) {
    this.random = random;
    this.port = port;
  }

  @Nullable CrashStep store(CrashFile target) {
    int room = Math.min(MOST, target.maxSize - target.size());
    if (room == 0) {
      return null;
    }
    byte[] bytes = random.bytes(random.between(1, room));
    return CrashWrite.upload(
        target,
        "1 2 " + target.keys.write() + " 1 " + bytes.length + " 30\n",
        List.of(new CrashWrite.Piece(target.size(), bytes)));
  }

  /** Over the end too, with a hole now and then. */
  CrashStep write(CrashFile target) {
    CrashWrite.Piece piece = piece(target, Math.min(target.maxSize, target.size() + 100_000));
    return CrashWrite.upload(
        target,
        "1 13 %s 1 %d %d 30\n".formatted(target.keys.write(), piece.offset(), piece.bytes().length),
        List.of(piece));
  }

  CrashStep vector(CrashFile target) {
    List<CrashWrite.Piece> pieces = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int end = Math.min(target.maxSize, target.size() + 100_000);
    for (int count = random.between(1, 20); count > 0; count--) {
      CrashWrite.Piece piece = piece(target, end);
      pieces.add(piece);
      line.append(piece.offset()).append(' ').append(piece.bytes().length).append(' ');
    }
    return CrashWrite.upload(
        target,
        "1 33 " + target.keys.write() + " 1 " + pieces.size() + " " + line + "30\n",
        pieces);
  }

  private CrashWrite.Piece piece(CrashFile target, int end) {
    int offset = random.between(0, Math.min(end - 1, target.size()));
    int length = (int) Math.max(1, random.size(Math.min(MOST, end - offset)));
    return new CrashWrite.Piece(offset, random.bytes(length));
  }

  /** Through another set of keys. */
  @Nullable CrashStep throughAlias(CrashFile target) {
    if (target.aliases.isEmpty()) {
      return null;
    }
    CrashFile.Alias alias = random.pick(target.aliases);
    int end = Math.min(alias.offset() + alias.length(), target.maxSize);
    int offset = random.between(alias.offset(), Math.max(alias.offset(), target.size()));
    if (offset >= end) {
      return null;
    }
    byte[] bytes = random.bytes(random.between(1, Math.min(MOST, end - offset)));
    return CrashWrite.upload(
        target,
        "1 13 %s 1 %d %d 30\n"
            .formatted(alias.keys().write(), offset - alias.offset(), bytes.length),
        List.of(new CrashWrite.Piece(offset, bytes)));
  }

  /** SEND, PUSH or PULL within the depot, onto itself too. */
  @Nullable CrashStep copy(CrashFile source, CrashFile target) {
    if (source.size() == 0) {
      return null;
    }
    int from = random.between(0, source.size() - 1);
    boolean appends = random.nextBoolean();
    int to = appends ? target.size() : random.between(0, target.size());
    int most = Math.min(source.size() - from, target.maxSize - to);
    if (most == 0 || to == target.maxSize) {
      return null;
    }
    int length = random.between(1, most);
    if (source == target && to < from + length && from < to + length) {
      return null; // Overlapping: after a kill a byte may be of any of three versions.
    }
    byte[] bytes = Arrays.copyOfRange(source.content, from, from + length);
    return CrashWrite.copy(
        target,
        line(source, target, from, appends ? -1 : to, length),
        new CrashWrite.Piece(to, bytes));
  }

  private String line(CrashFile source, CrashFile target, int from, int to, int length) {
    String write = "ibp://127.0.0.1:" + port + "/" + target.keys.write() + "/1/WRITE";
    String read = "ibp://127.0.0.1:" + port + "/" + source.keys.read() + "/1/READ";
    if (to < 0 && random.nextBoolean()) {
      return "1 5 %s %s 1 %d %d 30 30 30\n".formatted(source.keys.read(), write, from, length);
    }
    return random.nextBoolean()
        ? "1 20 1 %s %s 1 %d %d %d 30 30 30\n"
            .formatted(source.keys.read(), write, from, to, length)
        : "1 21 1 %s %s 1 %d %d %d 30 30 30\n"
            .formatted(target.keys.write(), read, to, from, length);
  }
}
