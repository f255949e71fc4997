package org.datalogistics.ibp.wire;

import org.datalogistics.ibp.AccessKey;
import org.datalogistics.ibp.AllocationType;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.CapabilityKind;
import org.datalogistics.ibp.ChecksumType;
import org.datalogistics.ibp.IbpError;
import org.datalogistics.ibp.Reliability;
import org.datalogistics.ibp.wire.RefusedRequestException.Ending;
import org.jspecify.annotations.Nullable;

/** What several requests have in common: keys, checksums, timeouts, and how they are refused. */
final class RequestParts {
  private static final int MAX_KEY_FIELD = 255;

  private RequestParts() {}

  static AccessKey key(Fields fields) throws RefusedRequestException {
    String keyField = fields.next();
    return key(keyField, fields.next());
  }

  static AccessKey key(String keyField, String typeKey) throws RefusedRequestException {
    if (keyField.isEmpty() || typeKey.isEmpty()) {
      throw closing(IbpError.BAD_FORMAT, "key field or type key missing");
    }
    if (keyField.length() > MAX_KEY_FIELD) {
      throw closing(IbpError.BAD_FORMAT, "key field of " + keyField.length() + " characters");
    }
    return new AccessKey(keyField, typeKey);
  }

  /** A key that is followed by at least one more field, the timeout; null if it is not there. */
  static @Nullable AccessKey optionalKey(Fields fields) throws RefusedRequestException {
    return fields.remaining(2) < 2 ? null : key(fields);
  }

  static String rid(Fields fields) throws RefusedRequestException {
    String rid = fields.next();
    checkRid(rid);
    return rid;
  }

  static void checkRid(String rid) throws RefusedRequestException {
    if (!ResourceIds.isValid(rid)) {
      throw closing(IbpError.INVALID_RID, "not a resource id");
    }
  }

  static int timeout(Fields fields) {
    return Math.max(0, clamp(fields.nextLong(0)));
  }

  static int clamp(long value) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
  }

  /** Checksums of bytes in flight (IBP spec 8). */
  static BlockChecksum networkChecksum(Fields fields) throws RefusedRequestException {
    long typeNumber = fields.nextLong(-1);
    long block = fields.nextLong(0);
    ChecksumType type = ChecksumType.ofWire(typeNumber);
    if (type == null || type == ChecksumType.NONE) {
      throw closing(IbpError.CHKSUM_TYPE, "checksum type " + typeNumber);
    }
    if (block < 1) {
      throw closing(IbpError.CHKSUM_BLOCKSIZE, "checksum block of " + block + " bytes");
    }
    return new BlockChecksum(type, block);
  }

  /** Checksums of bytes on disk (IBP spec 7.1). */
  static BlockChecksum diskChecksum(Fields fields) throws RefusedRequestException {
    long typeNumber = fields.nextLong(-1);
    long block = fields.nextLong(0);
    ChecksumType type = ChecksumType.ofWire(typeNumber);
    if (type == null) {
      throw closing(IbpError.CHKSUM_TYPE, "checksum type " + typeNumber);
    }
    int least = type == ChecksumType.NONE ? 0 : 1;
    if (block < least || block > BlockChecksum.MAX_DISK_BLOCK) {
      throw closing(IbpError.CHKSUM_BLOCKSIZE, "checksum block of " + block + " bytes");
    }
    return type == ChecksumType.NONE ? BlockChecksum.NONE : new BlockChecksum(type, block);
  }

  static Reliability reliability(long number) throws RefusedRequestException {
    Reliability reliability = Reliability.ofWire(number);
    if (reliability == null) {
      throw closing(IbpError.BAD_FORMAT, "reliability " + number);
    }
    return reliability;
  }

  static AllocationType allocationType(long number) throws RefusedRequestException {
    AllocationType type = AllocationType.ofWire(number);
    if (type == null) {
      throw closing(IbpError.INVALID_PARAMETER, "allocation type " + number);
    }
    return type;
  }

  /** Whose count INCR and DECR change. */
  static CapabilityKind counter(Fields fields) throws RefusedRequestException {
    long number = fields.nextLong(-1);
    CapabilityKind counter = CapabilityKind.ofWire(number);
    if (counter == null) {
      throw closing(IbpError.BAD_FORMAT, "capability type " + number);
    }
    if (counter == CapabilityKind.MANAGE) {
      throw closing(IbpError.INVALID_PARAMETER, "a manage capability has no count");
    }
    return counter;
  }

  static void checkLease(long durationSeconds) throws RefusedRequestException {
    if (durationSeconds == 0 || durationSeconds < -1) {
      throw closing(IbpError.INVALID_PARAMETER, "duration " + durationSeconds);
    }
  }

  static void checkNotNegative(long size) throws RefusedRequestException {
    if (size < 0) {
      throw closing(IbpError.INV_PAR_SIZE, "size " + size);
    }
  }

  static void checkRange(long offset, long length, Ending ending) throws RefusedRequestException {
    if (length < 0) {
      throw new RefusedRequestException(IbpError.INV_PAR_SIZE, ending, "length " + length);
    }
    if (offset < 0) {
      throw new RefusedRequestException(IbpError.FILE_SEEK_ERROR, ending, "offset " + offset);
    }
    if (offset > Long.MAX_VALUE - length) {
      throw new RefusedRequestException(
          IbpError.WOULD_EXCEED_LIMIT, ending, "range " + offset + " + " + length);
    }
  }

  static RefusedRequestException closing(IbpError error, String message) {
    return new RefusedRequestException(error, Ending.CLOSES, message);
  }
}
