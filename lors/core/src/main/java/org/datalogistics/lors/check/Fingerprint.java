package org.datalogistics.lors.check;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * 64 bits that tell whether two copies agree: two cyclic codes, which the processor computes as
 * fast as it reads. Good against accidents, not against somebody who wants to deceive.
 */
final class Fingerprint {
  private final CRC32C first = new CRC32C();
  private final CRC32 second = new CRC32();

  void add(ByteBuffer bytes) {
    first.update(bytes.duplicate());
    second.update(bytes.duplicate());
  }

  long value() {
    return first.getValue() << 32 | second.getValue();
  }
}
