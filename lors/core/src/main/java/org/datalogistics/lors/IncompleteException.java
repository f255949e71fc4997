package org.datalogistics.lors;

import java.util.List;
import org.datalogistics.exnode.ByteRange;

/** Some bytes of a file could not be read: those before them were delivered. */
public final class IncompleteException extends LorsException {
  private static final long serialVersionUID = 1L;

  private final long delivered;
  private final transient List<ByteRange> lost;

  /**
   * A file that breaks off.
   *
   * @param delivered bytes delivered from the start of the wanted range
   */
  public IncompleteException(String message, long delivered) {
    this(message, delivered, List.of());
  }

  /**
   * A file with bytes that cannot be had.
   *
   * @param delivered bytes delivered from the start of the wanted range
   * @param lost the bytes of the file that cannot be had, as far as they are known
   */
  public IncompleteException(String message, long delivered, List<ByteRange> lost) {
    super(message);
    this.delivered = delivered;
    this.lost = List.copyOf(lost);
  }

  /** Bytes delivered, from the start of the wanted range without a gap. */
  public long delivered() {
    return delivered;
  }

  /**
   * The bytes of the file that cannot be had, in order. For output in order only the first range is
   * known: what follows was not tried.
   */
  public List<ByteRange> lost() {
    return lost == null ? List.of() : lost;
  }
}
