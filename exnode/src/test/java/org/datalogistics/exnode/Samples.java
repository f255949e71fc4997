package org.datalogistics.exnode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The sample documents among the test resources. */
public final class Samples {

  /**
   * A 300-byte file: one whole replica, and one in two parts, of which the second was trimmed by 20
   * bytes at its head.
   */
  public static final String TWO_REPLICAS = "two-replicas.xnd";

  /** 20 bytes, checksummed, then encrypted with DES. */
  public static final String CHECKSUM_DES = "checksum-des.xnd";

  /** A file in a UNIS directory, one extent inline. */
  public static final String UNIS_FILE = "unis-file.json";

  /** The same file as the C tools post it. */
  public static final String C_UPLOAD = "c-upload.json";

  private Samples() {}

  public static byte[] bytes(String name) {
    try (InputStream in = Samples.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }
}
