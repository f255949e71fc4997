package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.util.List;
import org.datalogistics.exnode.ByteRange;

/** Remembers which bytes of a positioned download are in the file, so that it can be resumed. */
public interface PieceLog {

  /** Nothing is there, nothing is remembered. */
  PieceLog NONE =
      new PieceLog() {
        @Override
        public List<ByteRange> present() {
          return List.of();
        }

        @Override
        public void done(ByteRange range) {
          // Nobody will ask.
        }
      };

  /** Bytes of the exNode's file that are there and need not be fetched; in any order. */
  List<ByteRange> present();

  /**
   * A range has been written to the file. Called by the thread that runs the download.
   *
   * @throws IOException when that cannot be remembered, which ends the download
   */
  void done(ByteRange range) throws IOException;
}
