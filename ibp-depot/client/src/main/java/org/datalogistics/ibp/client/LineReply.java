package org.datalogistics.ibp.client;

import org.datalogistics.ibp.IbpException;
import org.jspecify.annotations.Nullable;

/** An answer of one line. */
final class LineReply<T extends @Nullable Object> implements ReplyReader<T> {
  /** A method of the reply parser. */
  interface Parser<T extends @Nullable Object> {
    @Nullable T parse(String line, String what) throws IbpException;
  }

  private final Parser<T> parser;
  private final String what;
  private @Nullable T result;

  LineReply(Parser<T> parser, String what) {
    this.parser = parser;
    this.what = what;
  }

  @Override
  public Next line(String line) throws IbpException {
    result = parser.parse(line, what);
    return Next.DONE;
  }

  @Override
  public @Nullable T result() {
    return result;
  }
}
