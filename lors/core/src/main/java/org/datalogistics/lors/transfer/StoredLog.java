package org.datalogistics.lors.transfer;

import java.io.IOException;
import java.util.List;

/** Remembers what an upload has stored, so that it can be resumed. */
interface StoredLog {

  /** Nothing is there; what a failed upload has stored is given back. */
  StoredLog NONE =
      new StoredLog() {
        @Override
        public List<StoredBlock> present() {
          return List.of();
        }

        @Override
        public void stored(StoredBlock block) {
          // Nobody will ask.
        }

        @Override
        public boolean isKept() {
          return false;
        }
      };

  /** Copies that an earlier run has stored and that are still there. */
  List<StoredBlock> present();

  /**
   * One more copy is stored.
   *
   * @throws IOException when that cannot be remembered, which ends the upload
   */
  void stored(StoredBlock block) throws IOException;

  /** Whether a later run may go on with what is stored when this one fails. */
  boolean isKept();
}
