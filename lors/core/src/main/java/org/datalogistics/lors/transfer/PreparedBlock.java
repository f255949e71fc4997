package org.datalogistics.lors.transfer;

import org.datalogistics.exnode.FunctionChain;
import org.datalogistics.ibp.client.Payload;

/** A block in the form in which it is stored. */
record PreparedBlock(Payload payload, Form form) {

  /**
   * What the exNode says of that form.
   *
   * @param length bytes stored
   * @param e2eBlockSize bytes of a conditioning block; 0 for none
   */
  record Form(long length, long e2eBlockSize, FunctionChain functions) {}

  /** The file's bytes as they are. */
  static PreparedBlock raw(Payload payload) {
    return new PreparedBlock(payload, new Form(payload.length(), 0, FunctionChain.NONE));
  }
}
