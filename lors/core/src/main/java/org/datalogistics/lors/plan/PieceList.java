package org.datalogistics.lors.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pieces by number: those of a plan, or those that come in while others are fetched, which are
 * forgotten when they are done.
 */
public final class PieceList {
  private final List<Piece> planned;
  private final Map<Integer, Piece> added = new HashMap<>();
  private int size;

  private PieceList(List<Piece> planned) {
    this.planned = planned;
    this.size = planned.size();
  }

  /** The pieces of a plan. */
  public static PieceList of(List<Piece> planned) {
    return new PieceList(List.copyOf(planned));
  }

  /** None yet. */
  public static PieceList growing() {
    return new PieceList(List.of());
  }

  /** One more piece; the result is its number. */
  public int add(Piece piece) {
    added.put(size, piece);
    return size++;
  }

  /** Pieces that there are or were. */
  public int size() {
    return size;
  }

  /** A piece that is not forgotten. */
  public Piece get(int index) {
    Piece piece = index < planned.size() ? planned.get(index) : added.get(index);
    if (piece == null) {
      throw new IllegalArgumentException("piece " + index + " is forgotten");
    }
    return piece;
  }

  /** The piece is done; only one that was added is forgotten. */
  public void forget(int index) {
    added.remove(index);
  }
}
