package org.datalogistics.depot.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes the few ASN.1 values that a certificate is made of, in DER (ITU-T X.690). */
final class Der {
  private static final int CONTEXT = 0xa0;
  private static final int CONTEXT_PLAIN = 0x80;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return value(0x30, parts);
  }

  static byte[] set(byte[]... parts) {
    return value(0x31, parts);
  }

  static byte[] integer(BigInteger number) {
    return value(0x02, number.toByteArray());
  }

  static byte[] utf8(String text) {
    return value(0x0c, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] octets(byte[] content) {
    return value(0x04, content);
  }

  static byte[] bits(byte[] content) {
    return value(0x03, new byte[] {0}, content);
  }

  static byte[] yes() {
    return value(0x01, new byte[] {(byte) 0xff});
  }

  /** GeneralizedTime, to the second. */
  static byte[] time(Instant moment) {
    return value(0x18, TIME.format(moment).getBytes(StandardCharsets.US_ASCII));
  }

  /** A value that stands in brackets with its number. */
  static byte[] explicit(int number, byte[] content) {
    return value(CONTEXT + number, content);
  }

  /** A plain value whose number says what it is. */
  static byte[] implicit(int number, byte[] content) {
    return value(CONTEXT_PLAIN + number, content);
  }

  /** An object identifier such as 2.5.4.3. */
  static byte[] oid(int... numbers) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(numbers[0] * 40 + numbers[1]);
    for (int i = 2; i < numbers.length; i++) {
      for (int shift = 28; shift > 0; shift -= 7) {
        if (numbers[i] >> shift != 0) {
          content.write((numbers[i] >> shift & 0x7f) | 0x80);
        }
      }
      content.write(numbers[i] & 0x7f);
    }
    return value(0x06, content.toByteArray());
  }

  private static byte[] value(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length < 0x80) {
      out.write(length);
    } else {
      byte[] digits = BigInteger.valueOf(length).toByteArray();
      int skip = digits[0] == 0 ? 1 : 0;
      out.write(0x80 | (digits.length - skip));
      out.write(digits, skip, digits.length - skip);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
