package org.datalogistics.lors;

import org.datalogistics.exnode.ByteRange;
import org.datalogistics.ibp.DepotAddress;

/** What happens during a transfer. Ranges are bytes of the file. */
public sealed interface TransferEvent {

  /**
   * The work is planned.
   *
   * @param bytes that will be moved: copies count each
   */
  record Planned(long bytes) implements TransferEvent {}

  /** A depot has made an allocation for a copy of a block. */
  record Allocated(ByteRange range, DepotAddress depot) implements TransferEvent {}

  /** A copy of a block is to be stored there; {@code why} is for people. */
  record Placed(ByteRange range, DepotAddress depot, String why) implements TransferEvent {}

  /** A piece is to be loaded from there; {@code why} is for people. */
  record Chosen(ByteRange range, DepotAddress depot, String why) implements TransferEvent {}

  /** A piece that could not be loaded was made from others. */
  record Rebuilt(ByteRange range) implements TransferEvent {}

  /** A copy of a block is stored. */
  record Stored(ByteRange range, DepotAddress depot) implements TransferEvent {}

  /** A copy was made from one depot to another. */
  record Copied(ByteRange range, DepotAddress from, DepotAddress to) implements TransferEvent {}

  /** A piece was loaded and, where it has a checksum, found right. */
  record Loaded(ByteRange range, DepotAddress depot) implements TransferEvent {}

  /** A piece agreed only with the checksum of known faulty writers (exNode spec 3.2). */
  record LegacyChecksum(ByteRange range, DepotAddress depot) implements TransferEvent {}

  /** An attempt failed; another one follows unless the operation fails. */
  record Failed(ByteRange range, DepotAddress depot, String reason) implements TransferEvent {}

  /** An attempt that follows a failed one, or runs beside a slow one. */
  record Retried(ByteRange range, DepotAddress depot) implements TransferEvent {}

  /** A piece has been written to the output. */
  record Written(ByteRange range) implements TransferEvent {}

  /**
   * Bytes moved so far, a few times a second; may step back when an attempt fails.
   *
   * @param bytes never more than planned
   */
  record Progress(long bytes) implements TransferEvent {}

  /** Something to know that does not stop the transfer. */
  record Warning(String text) implements TransferEvent {}
}
