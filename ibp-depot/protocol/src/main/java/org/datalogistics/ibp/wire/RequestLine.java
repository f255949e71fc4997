package org.datalogistics.ibp.wire;

import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.IbpVersion;
import org.jspecify.annotations.Nullable;

/** A request line in the making: fields with a blank in front of each. */
final class RequestLine {
  private final IbpVersion version;
  private final StringBuilder text = new StringBuilder(128);

  RequestLine(IbpVersion version) {
    this.version = version;
    text.append(version == IbpVersion.V0 ? '0' : '1');
  }

  RequestLine add(long number) {
    text.append(' ').append(number);
    return this;
  }

  RequestLine add(long first, long second) {
    return add(first).add(second);
  }

  RequestLine add(String field) {
    text.append(' ').append(field);
    return this;
  }

  RequestLine add(AccessKey key) {
    return add(key.keyField()).add(key.typeKey());
  }

  /** The key if there is one. */
  RequestLine addOptional(@Nullable AccessKey key) {
    return key == null ? this : add(key);
  }

  /** One of two ids: the one for commands with a checksum, with type and block behind it. */
  RequestLine addId(int plain, int checked, @Nullable BlockChecksum checksum) {
    return checksum == null
        ? add(plain)
        : add(checked).add(checksum.type().wireValue(), checksum.blockSize());
  }

  /** Version 0 has no resource ids. */
  RequestLine addRid(String rid) {
    return version == IbpVersion.V0 ? this : add(rid);
  }

  /** The whole with its line end. */
  String end() {
    return text.append('\n').toString();
  }
}
