package org.datalogistics.setup.ibp;

import java.util.Locale;
import org.datalogistics.ibp.BlockChecksum;
import org.datalogistics.ibp.ChecksumType;
import org.datalogistics.ibp.client.DepotOperations;
import org.datalogistics.node.config.ByteSize;
import org.jspecify.annotations.Nullable;

/** The option {@code --checksum TYPE[:BLOCK]}. */
final class ChecksumOption {
  private static final long USUAL_BLOCK = 64 << 10;

  private ChecksumOption() {}

  /** What it says; null without it. */
  static @Nullable BlockChecksum read(Arguments given) throws UsageException {
    String text = given.text("checksum").orElse(null);
    return text == null ? null : parse(text);
  }

  /** The operations as it wants them: digests between the bytes, or none. */
  static DepotOperations apply(Arguments given, DepotOperations depots) throws UsageException {
    BlockChecksum checksum = read(given);
    return checksum == null ? depots : depots.checksummed(checksum);
  }

  static BlockChecksum parse(String text) throws UsageException {
    String[] parts = text.split(":", 2);
    try {
      ChecksumType type = ChecksumType.valueOf(parts[0].toUpperCase(Locale.ROOT));
      if (type == ChecksumType.NONE) {
        return BlockChecksum.NONE;
      }
      long block = parts.length == 1 ? USUAL_BLOCK : ByteSize.parse(parts[1]).bytes();
      return new BlockChecksum(type, block);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--checksum is TYPE or TYPE:BLOCK such as sha256:64k, of the types md5, sha1, sha256 and"
              + " sha512, or none; not "
              + text);
    }
  }
}
